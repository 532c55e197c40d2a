import { pdfMaker } from '../pdf-maker.js'
import type { LetterDocument } from './letter-document.js'
import { letterLayout } from './letter-layout.js'

/**
 * A letter as PDF, with the number of its pages, which postage depends on. The same document makes the same bytes.
 * @throws ActRefused when the address does not fit into the window of an envelope
 */
export async function renderLetterPdf(letter: LetterDocument): Promise<{ pdf: Uint8Array; pages: number }> {
  const layout = letterLayout(letter)
  let pages = 0
  const { footer } = layout
  const pdf = await pdfMaker
    .createPdf({
      ...layout,
      // The footer is asked for once per page, with how many there are: the only place where the renderer tells.
      footer: (page, count, size) => {
        pages = count
        return typeof footer === 'function' ? footer(page, count, size) : footer
      },
    })
    .getBuffer()
  return { pdf: new Uint8Array(pdf), pages }
}
