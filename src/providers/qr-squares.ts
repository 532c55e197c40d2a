// The encoder by which letters draw their codes; it has no types.
import encoder from 'pdfmake/js/qrEnc.js'

/** A QR code: how many squares it is wide, and which of them are dark. */
export interface QrSquares {
  side: number
  dark: [column: number, row: number][]
}

/** The encoder draws squares of so many units. */
const UNIT = 5

/** A text as a QR code, with the error correction that banking applications ask for (M). */
export function qrSquares(text: string): QrSquares {
  const { _canvas: drawn, _width: width } = encoder.default.measure({ qr: text, eccLevel: 'M' })
  const [, ...squares] = drawn // the first is the background
  return { side: width / UNIT, dark: squares.map(({ x, y }) => [x / UNIT, y / UNIT]) }
}
