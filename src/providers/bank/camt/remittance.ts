import type { XmlElement } from './xml-element.js'

/**
 * What a payment is for. The free text is its unstructured lines; without any, the additional lines and document numbers of the
 * structured part. Several creditor references are one payment for several things: all are given, with commas, and none is alone.
 */
export function readRemittance(transaction: XmlElement): { remittance: string; reference: string | null } {
  const holder = transaction.find('RmtInf')
  if (!holder) return { remittance: '', reference: null }
  const structured = holder.all('Strd')
  const references = structured.flatMap((part) => part.all('CdtrRefInf')).flatMap((part) => part.textAt('Ref') ?? [])
  const unstructured = holder.all('Ustrd').map((line) => line.words())
  const documents = structured.flatMap((part) => part.all('RfrdDocInf')).flatMap((part) => part.textAt('Nb') ?? [])
  const additional = structured.flatMap((part) => part.all('AddtlRmtInf')).map((line) => line.words())
  const lines = unstructured.some((line) => line !== '') ? unstructured : [...documents, ...additional]
  return {
    remittance: lines.filter((line) => line !== '').join(' '),
    reference: [...new Set(references)].join(', ') || null,
  }
}
