import { XMLParser } from 'fast-xml-parser'
import { describe, expect, it } from 'vitest'
import { writeInvoice } from '../../src/api/commission-document.js'
import type { InvoicePaper } from '../../src/domain/invoice-paper.js'
import { cents } from '../../src/domain/money.js'
import { xmlInside } from '../../src/providers/invoice/factur-x.js'
import { creditNote, line, paper } from './invoice-paper.js'

/**
 * What a program reads in an invoice, by another XML reader than the one that wrote it. Not claimed: that the PDF is PDF/A-3, which nothing here
 * can check.
 */

interface Xml {
  [name: string]: Xml & string & Xml[]
}

async function read(one: InvoicePaper): Promise<{ pdf: Uint8Array; document: Xml; trade: Xml; settlement: Xml; lines: Xml[] }> {
  const pdf = await writeInvoice(one)
  const text = new TextDecoder().decode(await xmlInside(pdf))
  const always = ['IncludedSupplyChainTradeLineItem', 'IncludedNote']
  const parser = new XMLParser({
    removeNSPrefix: true,
    parseTagValue: false,
    ignoreAttributes: false,
    isArray: (name) => always.includes(name),
  })
  const { CrossIndustryInvoice: invoice } = parser.parse(text) as { CrossIndustryInvoice: Xml }
  const trade = invoice?.SupplyChainTradeTransaction as Xml
  const settlement = trade.ApplicableHeaderTradeSettlement as Xml
  return {
    pdf,
    document: invoice?.ExchangedDocument as Xml,
    trade,
    settlement,
    lines: trade.IncludedSupplyChainTradeLineItem as unknown as Xml[],
  }
}

const inCents = (text: string | undefined) => Math.round(Number(text) * 100)
const totalsOf = (settlement: Xml) => settlement.SpecifiedTradeSettlementHeaderMonetarySummation as Xml
const lineTotal = (one: Xml) =>
  inCents(one.SpecifiedLineTradeSettlement?.SpecifiedTradeSettlementLineMonetarySummation?.LineTotalAmount as string | undefined)

describe('an invoice', () => {
  it('is a PDF that holds itself for programs, with the sums of its lines', async () => {
    const { pdf, document, settlement, lines } = await read(paper())
    expect(new TextDecoder('latin1').decode(pdf.slice(0, 5))).toBe('%PDF-')
    expect([document.ID, document.TypeCode]).toEqual(['F-2026-000007', '380'])
    expect(lines.map(lineTotal)).toEqual([1_568, 750, -300])
    expect(lines[2]?.SpecifiedLineTradeDelivery?.BilledQuantity).toMatchObject({ '#text': '-1' })
    const totals = totalsOf(settlement)
    expect(inCents(totals.LineTotalAmount)).toBe(2_018)
    expect(inCents(totals.TaxBasisTotalAmount)).toBe(2_018)
    expect(totals.TaxTotalAmount).toMatchObject({ '#text': '4.04' })
    expect([inCents(totals.GrandTotalAmount), inCents(totals.DuePayableAmount)]).toEqual([2_422, 2_422])
    expect(settlement.ApplicableTradeTax).toMatchObject({
      CategoryCode: 'S',
      RateApplicablePercent: '20',
      BasisAmount: '20.18',
      CalculatedAmount: '4.04',
    })
  })

  it('says who sells and buys, where it is paid to, when it is due, and what a delay costs', async () => {
    const { trade, settlement, document } = await read(paper())
    const { SellerTradeParty: seller, BuyerTradeParty: buyer } = trade.ApplicableHeaderTradeAgreement as Xml
    expect(seller?.SpecifiedTaxRegistration?.ID).toMatchObject({ '#text': 'FR83404833048', '@_schemeID': 'VA' })
    expect(buyer?.Name).toBe('Énergie Sud & Fils')
    expect(settlement.SpecifiedTradeSettlementPaymentMeans?.PayeePartyCreditorFinancialAccount?.IBANID).toBe('FR7630006000011234567890189')
    expect(settlement.SpecifiedTradePaymentTerms).toMatchObject({ Description: 'Paiement à 30 jours. Indemnité forfaitaire : 40 €.' })
    expect(JSON.stringify(document.IncludedNote)).toContain('F-2026-000003')
  })

  it('whose tax the customer owes bears none, and says so', async () => {
    const vat = { category: 'AE', ppm: 0, mention: 'Autoliquidation' } as const
    const buyer = { ...paper().buyer, country: 'BE', vat: 'BE0403019261' }
    const { settlement, trade } = await read(paper({ vat, buyer, vatCents: cents(0), totalCents: cents(20_18) }))
    expect(settlement.ApplicableTradeTax).toMatchObject({
      CategoryCode: 'AE',
      RateApplicablePercent: '0',
      ExemptionReason: 'Autoliquidation',
    })
    expect(inCents(totalsOf(settlement).GrandTotalAmount)).toBe(2_018)
    const { BuyerTradeParty: shown } = trade.ApplicableHeaderTradeAgreement as Xml
    expect(shown?.SpecifiedTaxRegistration?.ID).toMatchObject({ '#text': 'BE0403019261' })
  })

  it('outside the scope of the tax names no number of either side', async () => {
    const vat = { category: 'O', ppm: 0, mention: 'TVA non applicable' } as const
    const { settlement, trade } = await read(paper({ vat, vatCents: cents(0), totalCents: cents(20_18) }))
    expect(settlement.ApplicableTradeTax).toMatchObject({ CategoryCode: 'O', ExemptionReason: 'TVA non applicable' })
    const { SellerTradeParty: seller } = trade.ApplicableHeaderTradeAgreement as Xml
    expect(seller?.SpecifiedTaxRegistration).toBeUndefined()
  })

  it('of many lines goes over many pages', async () => {
    const lines = Array.from({ length: 120 }, (_, index) => line({ payment: `VIR-${index}`, amountCents: cents(1_00) }))
    const { lines: found, settlement } = await read(
      paper({ lines, netCents: cents(120_00), vatCents: cents(24_00), totalCents: cents(144_00) }),
    )
    expect(found).toHaveLength(120)
    expect(found.map(lineTotal).reduce((a, b) => a + b, 0)).toBe(inCents(totalsOf(settlement).LineTotalAmount))
  })
})

describe('a credit note', () => {
  it('has its own type and sums above zero', async () => {
    const { document, settlement, lines } = await read(creditNote())
    expect(document.TypeCode).toBe('381')
    expect(lines.map(lineTotal)).toEqual([1_568, -568])
    expect(inCents(totalsOf(settlement).GrandTotalAmount)).toBe(1_200)
    expect(JSON.stringify(document.IncludedNote)).toContain('F-2026-000003')
  })
})

it('what does not fit the standard is not made', async () => {
  const seller = { ...paper().seller, country: 'XY' }
  await expect(writeInvoice(paper({ seller }))).rejects.toThrow()
})
