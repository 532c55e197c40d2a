import { describe, expect, it } from 'vitest'
import { FIELD_NAMES, FIELDS } from '../../src/imports/fields.js'
import { cellFor, mapColumns } from '../../src/imports/mapping.js'
import { normalised } from '../../src/imports/names.js'

const NEEDED = ['nom', 'facture', 'échéance', 'montant']
const row = (...cells: string[]) => ({ line: 2, cells })

describe('columns are found by their usual names', () => {
  it.each([
    ['N° facture', 'claim.reference'],
    ['numero facture', 'claim.reference'],
    ['Nº de Facture', 'claim.reference'],
    ['invoice number', 'claim.reference'],
    ['invoiceNumber', 'claim.reference'],
    ['INVOICE_NO', 'claim.reference'],
    ['Échéance', 'claim.dueDate'],
    ["Date d'échéance", 'claim.dueDate'],
    ['due date', 'claim.dueDate'],
    ['montant TTC', 'claim.amount'],
    ['Amount', 'claim.amount'],
    ['Client', 'debtor.name'],
    ['Nom', 'debtor.name'],
    ['Raison sociale', 'debtor.name'],
    ['customerID', 'debtor.customerReference'],
    ['Code postal', 'address.postcode'],
    ['VILLE', 'address.city'],
    ['Téléphone', 'debtor.phone'],
    ['courriel', 'debtor.email'],
    ['E-mail', 'debtor.email'],
    ['claim.dueDate', 'claim.dueDate'],
  ] as const)('%s is %s', (name, field) => {
    const others = NEEDED.map((needed) => `${needed} zz`)
    const told = ['debtor.name=nom zz', 'claim.reference=facture zz', 'claim.dueDate=échéance zz', 'claim.amount=montant zz']
    const mapping = mapColumns(
      [...others, name],
      told.filter((one) => !one.startsWith(`${field}=`)),
    )
    expect(cellFor(row('', '', '', '', 'here'), mapping, field)).toBe('here')
  })

  it('no name stands for two fields', () => {
    const all = FIELD_NAMES.flatMap((field) => [...new Set([field, ...FIELDS[field]].map(normalised))])
    expect(all.filter((name, index) => all.indexOf(name) !== index)).toEqual([])
  })

  it('of two that fit, the fuller name is taken', () => {
    const mapping = mapColumns(['client', 'raison sociale', 'facture', 'échéance', 'montant'])
    expect(cellFor(row('C1', 'Garage Martin', '', '', ''), mapping, 'debtor.name')).toBe('Garage Martin')
  })
})

describe('what is said goes before what is found', () => {
  const header = [...NEEDED, 'Terme', 'code=x']
  const cells = row('Martin', 'F-1', 'a', '12', 'b', 'c')

  it.each([
    ['claim.dueDate=Terme', 'claim.dueDate', 'b'],
    ['claim.dueDate=terme', 'claim.dueDate', 'b'],
    ['debtor.phone=code=x', 'debtor.phone', 'c'],
    ['debtor.email=={facture}@example.org', 'debtor.email', 'F-1@example.org'],
    ['debtor.name==Client {facture}/{montant}', 'debtor.name', 'Client F-1/12'],
    ['address.country==FR', 'address.country', 'FR'],
    ['debtor.name==', 'debtor.name', ''],
    ['claim.issueDate=', 'claim.issueDate', ''],
  ] as const)('%s', (told, field, value) => {
    expect(cellFor(cells, mapColumns(header, [told]), field)).toBe(value)
  })

  it('a text made of empty columns is empty', () => {
    const mapping = mapColumns(header, ['debtor.email=={Terme}@example.org'])
    expect(cellFor(row('Martin', 'F-1', 'a', '12', '', ''), mapping, 'debtor.email')).toBe('')
  })
})

describe('a mapping that cannot be is refused in one sentence', () => {
  it.each([
    ['claim.duedate', 'A mapping is written field=column, as claim.dueDate=Echeance, and not “claim.duedate”.'],
    ['claim.duDate=Terme', 'There is no field “claim.duDate”: the nearest are “claim.dueDate”, “claim.issueDate”, “claim.paid”.'],
    ['claim.dueDate=Montan', 'The file has no column “Montan”: the nearest are “montant”, “nom”, “facture”.'],
    ['debtor.name==Client {fature}', 'The file has no column “fature”: the nearest are “facture”, “nom”, “montant”.'],
    ['claim.amount=', 'No column was found for “claim.amount”: say which it is, as --map claim.amount=<column>'],
  ])('%s', (told, sentence) => {
    expect(() => mapColumns(NEEDED, [told])).toThrow(sentence)
  })

  it('all mandatory fields without a column are named, with the columns there are', () => {
    expect(() => mapColumns(['nom', 'Terme'])).toThrow(
      'No column was found for “claim.reference”, “claim.dueDate”, “claim.amount”: say which it is, as --map claim.reference=<column>; the columns are “nom”, “Terme”.',
    )
  })
})
