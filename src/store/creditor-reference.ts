import { generate, parse } from 'node-iso11649'
import { normaliseReference } from '../domain/reference.js'

/** A file's reference as banks carry it and check it: the structured creditor reference of ISO 11649, `RF18K7M2P9QRS`. */
export function creditorReference(fileReference: string): string {
  return generate(normaliseReference(fileReference))
}

/** The file reference in a creditor reference, with or without spaces; null where it is none, or was misread. */
export function fileReferenceOf(text: string): string | null {
  return parse(normaliseReference(text))
}
