import { PDFDocument } from '@cantoo/pdf-lib'

/** A PDF with the pages of another behind its own. Its own pages stay as they were. */
export async function withPagesOf(bytes: Uint8Array, added: Uint8Array): Promise<Uint8Array<ArrayBuffer>> {
  const document = await PDFDocument.load(bytes, { updateMetadata: false })
  const more = await PDFDocument.load(added)
  for (const page of await document.copyPages(more, more.getPageIndices())) document.addPage(page)
  return new Uint8Array(await document.save())
}
