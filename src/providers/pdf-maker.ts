import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import pdfmake from 'pdfmake'

/** DejaVu has every sign that a paper needs, the spaces of French figures among them. */
const FONTS = join(dirname(createRequire(import.meta.url).resolve('dejavu-fonts-ttf/package.json')), 'ttf')
const [regular, bold] = [join(FONTS, 'DejaVuSansCondensed.ttf'), join(FONTS, 'DejaVuSansCondensed-Bold.ttf')]

pdfmake.setFonts({ DejaVu: { normal: regular, bold, italics: regular, bolditalics: bold } })
// What stands in a paper comes from outside: nothing of it may make the renderer read a file or call an address.
pdfmake.setUrlAccessPolicy(() => false)
pdfmake.setLocalAccessPolicy((path) => path.startsWith(FONTS))

/** Makes PDFs, with its font and no way to the outside. */
export const pdfMaker = pdfmake
