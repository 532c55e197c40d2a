import type { Invoice } from '@e-invoice-eu/core'
import type { InvoicePaper, InvoicePaperLine, InvoiceParty } from '../../domain/invoice-paper.js'
import { euros } from '../../domain/money.js'

type Ubl = Invoice['ubl:Invoice']

/** Scheme by which registers of companies are known: SIREN. */
const SIREN = '0002'
const COMMERCIAL_INVOICE = '380'
const CREDIT_NOTE = '381'
const CREDIT_TRANSFER = '30'
/** A unit of which there is one: UN/ECE Recommendation 20. */
const ONE = 'C62'
const PERCENT_A_PPM = 10_000

/** How a line is named, in words of whoever reads the invoice. */
export type NameOfLine = (line: InvoicePaperLine) => { name: string; description: string }

/**
 * An invoice of the agency in the terms of EN 16931. A credit note states what is given back as sums above zero, as its type says. Where tax
 * is outside its scope neither side names a VAT number, as the standard wants it.
 */
export function en16931Of(paper: InvoicePaper, nameOf: NameOfLine): Invoice {
  const sign = paper.kind === 'credit-note' ? -1 : 1
  const { currency, vat } = paper
  const invoice = {
    'cbc:ID': paper.number,
    'cbc:IssueDate': paper.issuedOn,
    'cbc:DueDate': paper.dueOn,
    'cbc:InvoiceTypeCode': paper.kind === 'credit-note' ? CREDIT_NOTE : COMMERCIAL_INVOICE,
    'cbc:Note': notesOf(paper),
    'cbc:DocumentCurrencyCode': currency,
    'cac:InvoicePeriod': { 'cbc:StartDate': paper.from, 'cbc:EndDate': paper.through },
    'cac:BillingReference': paper.corrects.map(({ number, issuedOn }) => ({
      'cac:InvoiceDocumentReference': { 'cbc:ID': number, 'cbc:IssueDate': issuedOn },
    })),
    'cac:AccountingSupplierParty': { 'cac:Party': partyOf(paper.seller, vat.category, (scheme) => [scheme]) },
    'cac:AccountingCustomerParty': { 'cac:Party': partyOf(paper.buyer, vat.category, (scheme) => scheme) },
    ...(paper.iban !== null &&
      paper.kind === 'invoice' && {
        'cac:PaymentMeans': [
          {
            'cbc:PaymentMeansCode': CREDIT_TRANSFER,
            'cbc:PaymentID': paper.number,
            'cac:PayeeFinancialAccount': { 'cbc:ID': paper.iban, 'cbc:Name': paper.seller.name },
          },
        ],
      }),
    'cac:PaymentTerms': { 'cbc:Note': paper.terms.join(' ') },
    'cac:TaxTotal': [
      {
        ...sum('TaxAmount', sign * paper.vatCents, currency),
        'cac:TaxSubtotal': [
          {
            ...sum('TaxableAmount', sign * paper.netCents, currency),
            ...sum('TaxAmount', sign * paper.vatCents, currency),
            'cac:TaxCategory': {
              ...categoryOf(paper),
              ...(vat.mention !== null && { 'cbc:TaxExemptionReason': vat.mention }),
              ...(vat.category !== 'S' && { 'cbc:TaxExemptionReasonCode': `VATEX-EU-${vat.category}` }),
            },
          },
        ],
      },
    ],
    'cac:LegalMonetaryTotal': {
      ...sum('LineExtensionAmount', sign * paper.netCents, currency),
      ...sum('TaxExclusiveAmount', sign * paper.netCents, currency),
      ...sum('TaxInclusiveAmount', sign * paper.totalCents, currency),
      ...sum('PayableAmount', sign * paper.totalCents, currency),
    },
    'cac:InvoiceLine': paper.lines.map((line, index) => lineOf(line, index + 1, sign, paper, nameOf)),
  }
  return { 'ubl:Invoice': invoice as unknown as Ubl }
}

/** The invoices that are corrected stand here too: the library leaves them out of where the standard has them. */
function notesOf({ corrects, vat, terms }: InvoicePaper): string[] {
  const corrected = corrects.length === 0 ? [] : [`Factures rectifiées : ${corrects.map(({ number }) => number).join(', ')}`]
  return [...corrected, ...(vat.mention === null ? [] : [vat.mention]), ...terms]
}

function partyOf<Scheme>(party: InvoiceParty, category: InvoicePaper['vat']['category'], asListed: (scheme: object) => Scheme) {
  const [street = '', additional, ...others] = party.addressLines
  return {
    'cac:PostalAddress': {
      'cbc:StreetName': street,
      ...(additional !== undefined && { 'cbc:AdditionalStreetName': additional }),
      ...(others.length > 0 && { 'cac:AddressLine': { 'cbc:Line': others.join(', ') } }),
      'cbc:CityName': party.city,
      'cbc:PostalZone': party.postcode,
      'cac:Country': { 'cbc:IdentificationCode': party.country },
    },
    ...(party.vat !== null &&
      category !== 'O' && { 'cac:PartyTaxScheme': asListed({ 'cbc:CompanyID': party.vat, 'cac:TaxScheme': { 'cbc:ID': 'VAT' } }) }),
    'cac:PartyLegalEntity': {
      'cbc:RegistrationName': party.name,
      ...(party.siren !== null && { 'cbc:CompanyID': party.siren, 'cbc:CompanyID@schemeID': SIREN }),
    },
  }
}

/** Each line is one of something: what is given back is less one, for the standard knows no price below zero. */
function lineOf(line: InvoicePaperLine, number: number, sign: number, paper: InvoicePaper, nameOf: NameOfLine) {
  const amountCents = sign * line.amountCents
  const { name, description } = nameOf(line)
  return {
    'cbc:ID': String(number),
    'cbc:InvoicedQuantity': amountCents < 0 ? '-1' : '1',
    'cbc:InvoicedQuantity@unitCode': ONE,
    ...sum('LineExtensionAmount', amountCents, paper.currency),
    'cac:Item': { 'cbc:Description': description, 'cbc:Name': name, 'cac:ClassifiedTaxCategory': categoryOf(paper) },
    'cac:Price': sum('PriceAmount', Math.abs(amountCents), paper.currency),
  }
}

/** Outside its scope there is no rate, not even of nothing. */
function categoryOf({ vat: { category, ppm } }: InvoicePaper) {
  const rate = category === 'O' ? {} : { 'cbc:Percent': String(ppm / PERCENT_A_PPM) }
  return { 'cbc:ID': category, ...rate, 'cac:TaxScheme': { 'cbc:ID': 'VAT' } }
}

function sum(name: string, amountCents: number, currency: string) {
  // Without the minus that a zero would keep.
  const text = amountCents < 0 ? `-${euros(0 - amountCents)}` : euros(amountCents + 0)
  return { [`cbc:${name}`]: text, [`cbc:${name}@currencyID`]: currency }
}
