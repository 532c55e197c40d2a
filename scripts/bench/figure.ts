import type { BenchStack } from './bench-stack.js'

/** One line of the table. */
export interface Figure {
  name: string
  unit: string
  ours: number
  /** The same measured on Temporal alone, in the same run; null where there is nothing of that kind. */
  bare: number | null
  /** What is aimed at, for the ratio unless it says otherwise; empty without an aim. */
  aim: string
}

/** Something that is measured, by the word that selects it. */
export interface Measurement {
  name: string
  measure: (stack: BenchStack, files: number) => Promise<Figure[]>
}

export const ratioOf = ({ ours, bare }: Figure): number | null => (bare === null || bare === 0 ? null : ours / bare)

/** The figures as a table for people. */
export function tableOf(figures: readonly Figure[]): string {
  const rows = figures.map((figure) => [
    figure.name,
    figure.unit,
    written(figure.ours),
    figure.bare === null ? '–' : written(figure.bare),
    ratioOf(figure)?.toFixed(2) ?? '–',
    figure.aim,
  ])
  const all = [['figure', 'unit', 'ours', 'bare', 'ratio', 'aim'], ...rows]
  const widths = [0, 1, 2, 3, 4, 5].map((column) => Math.max(...all.map((row) => row[column]?.length ?? 0)))
  return all.map((row) => row.map((cell, column) => aligned(cell, widths[column] ?? 0, column)).join('  ')).join('\n')
}

/** Words to the left, numbers to the right. */
const aligned = (cell: string, width: number, column: number) => (column < 2 || column > 4 ? cell.padEnd(width) : cell.padStart(width))

const written = (value: number) => (value >= 100 ? Math.round(value).toLocaleString('en') : value.toFixed(value >= 10 ? 1 : 2))
