import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import pdfmake from 'pdfmake'
import type { LetterDocument } from './letter-document.js'
import { letterLayout } from './letter-layout.js'

/** DejaVu has every sign that a letter needs, the spaces of French figures among them. */
const FONTS = join(dirname(createRequire(import.meta.url).resolve('dejavu-fonts-ttf/package.json')), 'ttf')
const [regular, bold] = [join(FONTS, 'DejaVuSansCondensed.ttf'), join(FONTS, 'DejaVuSansCondensed-Bold.ttf')]

pdfmake.setFonts({ DejaVu: { normal: regular, bold, italics: regular, bolditalics: bold } })
// What stands in a letter comes from outside: nothing of it may make the renderer read a file or call an address.
pdfmake.setUrlAccessPolicy(() => false)
pdfmake.setLocalAccessPolicy((path) => path.startsWith(FONTS))

/**
 * A letter as PDF, with the number of its pages, which postage depends on. The same document makes the same bytes.
 * @throws ActRefused when the address does not fit into the window of an envelope
 */
export async function renderLetterPdf(letter: LetterDocument): Promise<{ pdf: Uint8Array; pages: number }> {
  const layout = letterLayout(letter)
  let pages = 0
  const { footer } = layout
  const pdf = await pdfmake
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
