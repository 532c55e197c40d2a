import { inflateSync } from 'node:zlib'
import jsqrModule from 'jsqr'

// CommonJS whose types say that it is not.
const decode = jsqrModule as unknown as typeof jsqrModule.default

interface Square {
  x: number
  y: number
  side: number
}

/** The dark modules of all codes that are drawn on the pages of a PDF: small filled squares. */
function squaresOf(pdf: Uint8Array): Square[] {
  const text = Buffer.from(pdf).toString('latin1')
  const squares: Square[] = []
  for (const [, bytes = ''] of text.matchAll(/stream\r?\n([\s\S]*?)\r?\nendstream/g)) {
    const content = plain(Buffer.from(bytes, 'latin1'))
    for (const [, x, y, width, height] of content.matchAll(/([\d.-]+) ([\d.-]+) ([\d.]+) ([\d.]+) re\n/g))
      if (width === height && Number(width) <= 3) squares.push({ x: Number(x), y: Number(y), side: Number(width) })
  }
  return squares
}

function plain(bytes: Buffer): string {
  try {
    return inflateSync(bytes).toString('latin1')
  } catch {
    return '' // no page: a font, or nothing packed
  }
}

/** What a camera reads of the code among these squares. */
function read(squares: readonly Square[]): string | undefined {
  const [left, top] = [Math.min(...squares.map(({ x }) => x)), Math.min(...squares.map(({ y }) => y))]
  const { side } = squares[0] as Square
  const modules = squares.map(({ x, y }) => [Math.round((x - left) / side), Math.round((y - top) / side)] as const)
  const [quiet, scale] = [4, 4]
  const size = (Math.max(...modules.map(([column]) => column)) + 1 + 2 * quiet) * scale
  const pixels = new Uint8ClampedArray(size * size * 4).fill(255)
  for (const [column, row] of modules)
    for (let dot = 0; dot < scale * scale; dot++) {
      const at = ((row + quiet) * scale + Math.floor(dot / scale)) * size + (column + quiet) * scale + (dot % scale)
      pixels.fill(0, at * 4, at * 4 + 3)
    }
  return decode(pixels, size, size)?.data
}

/** Points: half the width of the page, which has one code on either side. */
const MIDDLE = 297

/** What a camera reads of the codes of a letter, from the left to the right. */
export function codesIn(pdf: Uint8Array): (string | undefined)[] {
  const squares = squaresOf(pdf)
  return [squares.filter(({ x }) => x < MIDDLE), squares.filter(({ x }) => x > MIDDLE)].filter(({ length }) => length > 0).map(read)
}
