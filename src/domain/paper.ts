import type { LegalDay } from './legal-day.js'

/** Languages that papers and packages are written in. */
export type PaperLanguage = 'fr' | 'de' | 'en'

/** A part of a paper, formatted and ready to be read. */
export type PaperBlock =
  | { kind: 'paragraph'; text: string }
  | { kind: 'list'; items: string[] }
  /** What a thing is called, and what it is. */
  | { kind: 'terms'; rows: [label: string, value: string][] }
  /** The last `sums` columns are sums and stand to the right. With `total` the last row is one. */
  | { kind: 'table'; head: string[]; rows: string[][]; sums: number; total?: true }

export interface PaperSection {
  title: string
  blocks: PaperBlock[]
  /** Begins a page. */
  onNewPage?: true
}

/** A paper that people read and sign: a contract, its annex, the evidence of a signature. The same one makes the same bytes. */
export interface Paper {
  language: PaperLanguage
  /** The paper's date, also that of the PDF itself, which shows no clock. */
  date: LegalDay
  author: string
  title: string
  /** Stands on every page beside its number. */
  reference: string
  sections: PaperSection[]
}
