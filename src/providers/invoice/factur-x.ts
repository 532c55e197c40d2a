import type { Invoice } from '@e-invoice-eu/core'

/** Name of the XML in the PDF, as the format wants it. */
const XML = 'factur-x.xml'
const FORMAT = 'Factur-X-EN16931'
const PDF = 'application/pdf'

/**
 * Makes an invoice that people and programs read: the PDF, with the same in XML inside (Factur-X, profile EN 16931). What is given is held to
 * the schema of the standard. The libraries are large, and are loaded where the first invoice is made.
 * @throws where the invoice does not fit the schema
 */
export async function facturX(pdf: Uint8Array, invoice: Invoice): Promise<Uint8Array<ArrayBuffer>> {
  const { InvoiceService } = await import('@e-invoice-eu/core')
  const silent = { log() {}, warn() {}, error() {} }
  const filename = `${invoice['ubl:Invoice']['cbc:ID']}.pdf`
  const service = new InvoiceService(silent)
  const made = await service.generate(invoice, {
    format: FORMAT,
    lang: 'fr',
    pdf: { buffer: pdf, filename, mimetype: PDF },
    noWarnings: true,
  })
  if (typeof made === 'string') throw new TypeError('a Factur-X invoice is a PDF')
  return new Uint8Array(made)
}

/** The XML in a Factur-X invoice. @throws RangeError where there is none */
export async function xmlInside(pdf: Uint8Array): Promise<Uint8Array> {
  const { PDFDocument } = await import('@cantoo/pdf-lib')
  const document = await PDFDocument.load(pdf, { updateMetadata: false })
  const found = document.getAttachments().find(({ name }) => name === XML)
  if (!found) throw new RangeError('a PDF without the XML of an invoice')
  return found.data
}
