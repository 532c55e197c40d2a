import { createHash, timingSafeEqual } from 'node:crypto'
import { z } from 'zod'
import type { DeliveryStatus } from '../../domain/delivery.js'
import type { Callback, CallbackReader, DeliveryReport } from '../delivery.js'

const Event = z.object({ name_event: z.string(), date_event: z.coerce.number() })
const Item = z.object({
  id_envoi: z.union([z.string(), z.number()]).transform(String),
  ref_courrier: z.string(),
  statut_courrier: z.string(),
  tracking_number: z.string().nullish(),
})
type Item = z.infer<typeof Item>

/**
 * What a letter's status says, by the provider's stable code. Left out: what is not final (`probleme_en_cours`), and scans of
 * receipts. Once La Poste has the letter, each of its steps shows that it was posted, should the first one have been lost.
 */
const STATUSES: Record<string, DeliveryStatus> = {
  wait: 'accepted',
  imprime: 'printed',
  pris_en_charge: 'posted',
  traitement: 'posted',
  attente_presentation: 'posted',
  distribution_en_cours: 'posted',
  attente_au_guichet: 'posted',
  scan_pdd: 'posted',
  distribue: 'delivered',
  refused: 'refused',
  expired: 'unclaimed',
  // Returned to the sender. The provider does not say why, and counts letters that were not fetched among them.
  distribue_expediteur: 'address-unknown',
  archivage_pnd: 'address-unknown',
  non_distribuable: 'failed',
  retour_expediteur: 'failed',
}

/**
 * Reads Merci Facteur's webhooks. They carry no signature but a secret of the account in a header, so whoever has seen one can
 * forge another: the address must be reached by HTTPS. Each tells of one event for one or more letters.
 */
export class MerciFacteurCallbackReader implements CallbackReader {
  constructor(private readonly secret: string) {}

  read(callback: Callback): DeliveryReport[] | null {
    if (!isSame(callback.header('X-Mf-Webhook-Secret-Key') ?? '', this.secret)) return null
    const form = new URLSearchParams(callback.body.toString('utf8'))
    const event = Event.safeParse(parsed(form.get('event')))
    const items = z.array(z.unknown()).safeParse(parsed(form.get('detail')))
    if (!event.success || !items.success) return []
    const at = new Date(event.data.date_event * 1000)
    return items.data.flatMap((entry) => reportOf(event.data.name_event, Item.safeParse(entry).data, at))
  }
}

/** In constant time, whatever their lengths. */
function isSame(one: string, other: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest()
  return timingSafeEqual(digest(one), digest(other))
}

function parsed(json: string | null): unknown {
  try {
    return JSON.parse(json ?? '')
  } catch {
    return null
  }
}

function reportOf(name: string, item: Item | undefined, at: Date): DeliveryReport[] {
  const status = item && STATUSES[item.statut_courrier]
  if (!status) return []
  const code = [item.statut_courrier, item.tracking_number].filter(Boolean).join(' ')
  // What comes back of ours is the file's reference, which is not the contact's id.
  return [{ eventId: `${name}:${item.statut_courrier}:${item.ref_courrier}`, key: null, reference: item.id_envoi, status, at, code }]
}
