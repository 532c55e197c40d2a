import type { LawPack } from '../../../domain/law-pack.js'
import type { Stage } from '../../../domain/stage.js'
import { law, unconfirmed } from '../../sourced.js'

export const mandatoryNotices: LawPack['mandatoryNotices'] = {
  agency: law<readonly Stage[]>(
    ['opening', 'formal-notice'],
    'Code des procédures civiles d’exécution R124-4 (letter); Code civil art. 1344 (mise en demeure)',
  ),
  creditor: law<readonly Stage[]>(['formal-notice'], 'Code civil art. 1344'),
}

export const noticeOutcomes: LawPack['noticeOutcomes'] = unconfirmed(
  {
    delivered: 'served',
    refused: 'served',
    unclaimed: 'served',
    'address-unknown': 'not-served',
    failed: 'not-served',
    bounced: 'not-served',
    'opted-out': 'not-served',
  },
  'case law holds a mise en demeure good that its addressee refuses or does not fetch; the decisions were not looked up',
)
