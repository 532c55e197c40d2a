import { realReference } from '../references.js'
import type { XmlElement } from './xml-element.js'

export function readReferences(transaction: XmlElement): { endToEndId: string | null; mandateId: string | null } {
  return {
    endToEndId: realReference(transaction.textAt('Refs', 'EndToEndId')),
    mandateId: realReference(transaction.textAt('Refs', 'MndtId')),
  }
}
