import { describe, expect, it } from 'vitest'
import type { Capacity, ClaimCategory } from '../../src/domain/capacity.js'
import { missingPieces, type PieceFact } from '../../src/domain/completeness.js'
import type { PieceKind } from '../../src/domain/judicial-law.js'
import { pieces } from '../../src/law/fr/judicial/pieces.js'

/** What a case lacks. Claims are of goods or services, owed by a trader, unless a test says otherwise. */

const claim = (id: string, category: ClaimCategory = 'goods-and-services', capacity: Capacity = 'trader') => ({ id, category, capacity })
const has = (...kinds: (PieceKind | [PieceKind, string])[]): PieceFact[] =>
  kinds.map((one, index) =>
    typeof one === 'string' ? { id: `${index}`, kind: one, claimId: null } : { id: `${index}`, kind: one[0], claimId: one[1] },
  )
type Road = 'payment-order' | 'small-claims' | 'summons' | 'interim-order'

const missing = (road: Road, there: PieceFact[], claims = [claim('a')], attemptNeeded = false) =>
  missingPieces(pieces[road], { claims, pieces: there, attemptNeeded }).map(
    ({ anyOf, claimId, from }) => `${anyOf.join('|')}${claimId === null ? '' : ` of ${claimId}`} from ${from}`,
  )

describe('a case lacks', () => {
  it.each<[Road, PieceFact[], string[]]>([
    [
      'payment-order',
      [],
      [
        'contract|order of a from creditor',
        'delivery-note|contract of a from creditor',
        'invoice of a from creditor',
        'formal-notice of a from creditor',
        'statement-of-account from agency',
        'power-of-attorney from creditor',
      ],
    ],
    ['small-claims', has('order', 'delivery-note', 'invoice'), ['statement-of-account from agency', 'power-of-attorney from creditor']],
    [
      'summons',
      has('contract', 'invoice', 'formal-notice', 'statement-of-account', 'power-of-attorney'),
      ['formal-notice-receipt of a from creditor'],
    ],
    ['payment-order', has('contract', 'invoice', 'formal-notice', 'statement-of-account', 'power-of-attorney'), []],
    [
      'payment-order',
      has('order', 'invoice', 'formal-notice', 'statement-of-account', 'power-of-attorney'),
      ['delivery-note|contract of a from creditor'],
    ],
  ])('for a %s', (road, there, lacks) => {
    expect(missing(road, there)).toEqual(lacks)
  })

  it('what belongs to another claim, and not what belongs to all', () => {
    const rest = has('contract', 'formal-notice', 'statement-of-account', 'power-of-attorney')
    const both = [claim('a'), claim('b')]
    expect(missing('payment-order', [...rest, ...has(['invoice', 'b'])], both)).toEqual(['invoice of a from creditor'])
    expect(missing('payment-order', [...rest, ...has('invoice')], both)).toEqual([])
  })

  it('no invoice and no delivery note for rent', () => {
    expect(
      missing('payment-order', has('contract', 'formal-notice', 'statement-of-account', 'power-of-attorney'), [claim('a', 'rent')]),
    ).toEqual([])
  })

  it('the attempt where the suit needs one, and never for an order', () => {
    const there = has('contract', 'invoice', 'formal-notice', 'formal-notice-receipt', 'statement-of-account', 'power-of-attorney')
    const attempt = ['attempt-certificate|attempt-exemption from creditor']
    expect(missing('summons', there, [claim('a')], true)).toEqual(attempt)
    expect(missing('interim-order', there, [claim('a')], true)).toEqual(attempt)
    expect(missing('summons', there, [claim('a')], false)).toEqual([])
    expect(missing('summons', [...there, ...has('attempt-exemption')], [claim('a')], true)).toEqual([])
    expect(missing('payment-order', there, [claim('a')], true)).toEqual([])
  })
})
