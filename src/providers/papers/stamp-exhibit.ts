import { PDFDocument, rgb, StandardFonts } from '@cantoo/pdf-lib'

const A4 = { width: 595.28, height: 841.89 }
const MARGIN = 36
const STAMP = { size: 11, padding: 5, inset: 18 }
const INK = rgb(0.05, 0.28, 0.63)

/**
 * A document as an exhibit: `Pièce n° 3` stands on its first page, top right. Images become pages. @returns null for what has no pages here
 * (an electronic invoice, a text, a locked PDF): that goes as it is, under its number in the list.
 */
export async function stampExhibit(bytes: Uint8Array, mediaType: string, number: number): Promise<Uint8Array<ArrayBuffer> | null> {
  try {
    return await stamped(bytes, mediaType, number)
  } catch {
    return null // somebody else's file: one that is broken or locked goes as it is
  }
}

async function stamped(bytes: Uint8Array, mediaType: string, number: number): Promise<Uint8Array<ArrayBuffer> | null> {
  const pdf = await pagesOf(bytes, mediaType)
  const page = pdf?.getPages()[0]
  if (!pdf || !page) return null
  const font = await pdf.embedFont(StandardFonts.HelveticaBold)
  const text = `Pièce n° ${number}`
  const width = font.widthOfTextAtSize(text, STAMP.size) + 2 * STAMP.padding
  const height = STAMP.size + 2 * STAMP.padding
  const { x: left, y: bottom, width: across, height: up } = page.getCropBox()
  const x = left + across - width - STAMP.inset
  const y = bottom + up - height - STAMP.inset
  page.drawRectangle({ x, y, width, height, color: rgb(1, 1, 1), borderColor: INK, borderWidth: 1 })
  page.drawText(text, { x: x + STAMP.padding, y: y + STAMP.padding + 2, size: STAMP.size, font, color: INK })
  return new Uint8Array(await pdf.save())
}

async function pagesOf(bytes: Uint8Array, mediaType: string): Promise<PDFDocument | null> {
  switch (mediaType) {
    case 'application/pdf':
      return PDFDocument.load(bytes, { updateMetadata: false })
    case 'image/png':
    case 'image/jpeg':
      return imagePage(bytes, mediaType)
    default:
      return null
  }
}

async function imagePage(bytes: Uint8Array, mediaType: 'image/png' | 'image/jpeg'): Promise<PDFDocument> {
  const pdf = await PDFDocument.create({ updateMetadata: false })
  const image = mediaType === 'image/png' ? await pdf.embedPng(bytes) : await pdf.embedJpg(bytes)
  const page = pdf.addPage([A4.width, A4.height])
  const top = STAMP.inset + STAMP.size + 3 * STAMP.padding
  const { width, height } = image.scaleToFit(A4.width - 2 * MARGIN, A4.height - MARGIN - top)
  page.drawImage(image, { x: (A4.width - width) / 2, y: A4.height - top - height, width, height })
  return pdf
}
