/**
 * A message as its channel lays it out: all text is formatted and ready to be read. Letters print tables and a QR code,
 * e-mails lines and a link.
 */
export type Block =
  | { kind: 'paragraph'; text: string }
  /** The first columns are text, the last `sums` are sums, which stand to the right. */
  | { kind: 'table'; head: string[]; rows: string[][]; sums: number }
  /** The sum item by item, its total, and until when exactly that total closes the file. */
  | { kind: 'sum'; items: Array<{ label: string; amount: string }>; total: { label: string; amount: string }; note: string }
  /** The payment page, and where it can be read by a banking application the transfer, each also as a code to scan: `code` is the page’s. */
  | {
      kind: 'payment'
      title: string
      url: string
      code: string
      link: string
      lines: string[]
      transfer: { code: string; caption: string } | null
    }
  /** Small print under a title of its own. */
  | { kind: 'notice'; title: string; paragraphs: string[] }

/** A block in plain lines. */
export function plainText(block: Block): string {
  switch (block.kind) {
    case 'paragraph':
      return block.text
    case 'table':
      return block.rows.map((row) => `- ${row.map((cell, column) => `${block.head[column] ?? ''} ${cell}`.trim()).join(', ')}`).join('\n')
    case 'sum':
      return [...block.items, block.total]
        .map(({ label, amount }) => `${label} ${amount}`)
        .join('\n')
        .concat(`\n${block.note}`)
    case 'payment':
      return [block.title, block.url, ...block.lines].join('\n')
    case 'notice':
      return [block.title, ...block.paragraphs].join('\n')
  }
}
