import { describe, expect, it } from 'vitest'
import { cents } from '../../src/domain/money.js'
import { renderLetterPdf } from '../../src/providers/post/letter-pdf.js'
import { creditorReference, fileReferenceOf } from '../../src/store/creditor-reference.js'
import { composeMessage } from '../../src/strategies/templates/compose.js'
import type { MessageFacts } from '../../src/strategies/templates/facts.js'
import { codesIn } from './codes.js'
import { facts, letter } from './sample.js'

const codesOf = async (changed: Partial<MessageFacts>) => codesIn((await renderLetterPdf(letter(changed))).pdf)

const SENDER = facts().sender

describe('the codes of a letter', () => {
  it('are the payment page, and the transfer as EPC069-12 writes it', async () => {
    const [page, transfer] = await codesOf({ sender: { ...SENDER, name: 'Créances & Œuvres' }, stage: 'formal-notice' })
    expect(page).toBe('https://payer.exemple.fr/d?r=K7M2P9QRS&k=7KQ2M9XT4R')
    expect(transfer).toBe('BCD\n002\n1\nSCT\n\nCréances & Œuvres\nFR7630006000011234567890189\nEUR3601.96\n\nRF86D202600042')
  })

  it('have the whole sum to the cent, and no more of a name than 70 letters', async () => {
    const sums = { principalCents: cents(5), interestCents: cents(0), indemnityCents: cents(0), amountCents: cents(5) }
    const [, transfer] = await codesOf({ ...sums, sender: { ...SENDER, name: 'Œ'.repeat(80) } })
    expect(transfer?.split('\n').slice(5, 8)).toEqual(['Œ'.repeat(70), 'FR7630006000011234567890189', 'EUR0.05'])
  })

  it('are the payment page alone where no account is known, or no euro is owed', async () => {
    expect(await codesOf({ sender: { ...SENDER, iban: '' } })).toEqual(['https://payer.exemple.fr/d?r=K7M2P9QRS&k=7KQ2M9XT4R'])
    expect(await codesOf({ currency: 'CHF' })).toEqual(['https://payer.exemple.fr/d?r=K7M2P9QRS&k=7KQ2M9XT4R'])
  })
})

describe('the creditor reference', () => {
  it('is the file’s reference with the check digits of ISO 11649', () => {
    expect(creditorReference('539007547034')).toBe('RF18539007547034') // the standard's own example
    expect(creditorReference('k7m2-p9qrs')).toBe('RF14K7M2P9QRS')
  })

  it('gives the file’s reference back, and nothing when a digit was misread', () => {
    expect(fileReferenceOf('rf14 k7m2 p9qr s')).toBe('K7M2P9QRS')
    expect(fileReferenceOf('RF14K7M2P9QRT')).toBeNull()
    expect(fileReferenceOf('RF41K7M2P9QRS')).toBeNull()
    expect(fileReferenceOf('K7M2P9QRS')).toBeNull()
  })

  it('stands in letters and e-mails beside the account', () => {
    for (const channel of ['letter', 'email'] as const)
      expect(composeMessage(facts(), channel).text).toContain('référence RF86 D202 6000 42')
  })
})

describe('a letter to somebody who is not the first to owe', () => {
  it.each([
    ['fr', 'Qualité', 'débiteur solidaire', 'caution'],
    ['en', 'Written to as', 'joint debtor', 'guarantor'],
    ['de', 'Eigenschaft', 'Gesamtschuldner', 'Bürge'],
    ['nl', 'Hoedanigheid', 'hoofdelijk schuldenaar', 'borg'],
  ] as const)('says as what it is written to, in %s', (language, label, coDebtor, guarantor) => {
    const references = (liability: MessageFacts['liability']) => composeMessage(facts({ language, liability }), 'letter').references
    expect(references('co-debtor')[2]).toEqual({ label, value: coDebtor })
    expect(references('guarantor')[2]).toEqual({ label, value: guarantor })
    expect(references('debtor')).toHaveLength(2)
  })
})
