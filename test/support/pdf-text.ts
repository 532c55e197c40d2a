import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs'

/** A run of text on a page, in points from its left and bottom edge. */
export interface PdfRun {
  text: string
  x: number
  y: number
  width: number
}

export interface PdfPage {
  width: number
  height: number
  runs: PdfRun[]
}

/** What stands on the pages of a PDF, by another reader than the library that wrote it. */
export async function pagesOf(pdf: Uint8Array): Promise<PdfPage[]> {
  const document = await getDocument({ data: new Uint8Array(pdf), verbosity: 0 }).promise
  const pages: PdfPage[] = []
  for (let number = 1; number <= document.numPages; number++) {
    const page = await document.getPage(number)
    const { width, height } = page.getViewport({ scale: 1 })
    const { items } = await page.getTextContent()
    const runs = items.flatMap((item) =>
      'str' in item && item.str.trim() !== '' ? [{ text: item.str, x: item.transform[4], y: item.transform[5], width: item.width }] : [],
    )
    pages.push({ width, height, runs })
  }
  await document.loadingTask.destroy()
  return pages
}

/** All text of a PDF in reading order, its lines and hard spaces as single spaces. */
export async function textOf(pdf: Uint8Array): Promise<string> {
  const pages = await pagesOf(pdf)
  return pages
    .flatMap(({ runs }) => runs.map(({ text }) => text))
    .join(' ')
    .replace(/\s+/g, ' ')
}
