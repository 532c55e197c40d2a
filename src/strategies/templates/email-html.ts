import type { Block } from './blocks.js'
import type { TemplateLanguage } from './format.js'

const FONT = 'font-family:Arial,Helvetica,sans-serif'
const TEXT = 'margin:0 0 16px;line-height:1.5'
const SMALL = 'margin:0 0 8px;font-size:12px;line-height:1.45;color:#555555'
const BUTTON =
  'display:inline-block;padding:12px 22px;background:#0d47a1;color:#ffffff;text-decoration:none;border-radius:4px;font-weight:bold'

/** Text as HTML shows it, in an element or in a quoted attribute. */
export function escapeHtml(text: string): string {
  const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }
  return text.replace(/[&<>"']/g, (character) => entities[character] ?? character)
}

/**
 * An e-mail as HTML for every client: paragraphs, lines and one link, styles in the elements, nothing loaded from
 * elsewhere, so that opening it tells nobody.
 */
export function emailHtml({ language, subject, body }: { language: TemplateLanguage; subject: string; body: readonly Block[] }): string {
  return [
    '<!doctype html>',
    `<html lang="${language}">`,
    '<head>',
    '<meta charset="utf-8">',
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    `<title>${escapeHtml(subject)}</title>`,
    '</head>',
    `<body style="margin:0;padding:24px 12px;background:#ffffff;color:#1a1a1a;font-size:16px;${FONT}">`,
    '<div style="max-width:600px;margin:0 auto">',
    ...body.map(html),
    '</div>',
    '</body>',
    '</html>',
    '',
  ].join('\n')
}

const lines = (texts: readonly string[]) => texts.map((text) => escapeHtml(text).replaceAll('\n', '<br>')).join('<br>')

function html(block: Block): string {
  switch (block.kind) {
    case 'paragraph':
      return `<p style="${TEXT}">${lines([block.text])}</p>`
    case 'table':
      return `<ul style="margin:0 0 16px;padding-left:20px;line-height:1.5">\n${block.rows.map((row) => item(block.head, row)).join('\n')}\n</ul>`
    case 'sum':
      return sum(block)
    case 'payment':
      return payment(block)
    case 'notice':
      return [
        `<p style="${SMALL};margin-top:20px"><strong>${escapeHtml(block.title)}</strong></p>`,
        ...block.paragraphs.map((text) => `<p style="${SMALL}">${lines([text])}</p>`),
      ].join('\n')
  }
}

/** A row in words, its first and last cell in bold: which invoice, and what is owed of it. */
function item(head: readonly string[], row: readonly string[]): string {
  const cells = row.map((cell, column) => {
    const isPlain = column > 0 && column < row.length - 1
    return `${escapeHtml(head[column] ?? '')} ${isPlain ? escapeHtml(cell) : `<strong>${escapeHtml(cell)}</strong>`}`
  })
  return `<li>${cells.join(', ')}</li>`
}

function sum({ items, total, note }: Extract<Block, { kind: 'sum' }>): string {
  const each = items.map(({ label, amount }) => `${escapeHtml(label)} ${escapeHtml(amount)}`)
  const whole = `<strong>${escapeHtml(total.label)} ${escapeHtml(total.amount)}</strong>`
  return [
    '<div style="margin:0 0 16px;padding:12px 16px;border-left:4px solid #0d47a1;background:#f3f6fb;line-height:1.5">',
    `${[...each, whole].join('<br>')}<br>${lines([note])}`,
    '</div>',
  ].join('\n')
}

function payment({ title, url, link, lines: ways }: Extract<Block, { kind: 'payment' }>): string {
  return [
    `<p style="${TEXT}"><strong>${escapeHtml(title)}</strong></p>`,
    `<p style="${TEXT}"><a href="${escapeHtml(url)}" style="${BUTTON}">${escapeHtml(link)}</a></p>`,
    `<p style="${TEXT}">${lines([url, ...ways])}</p>`,
  ].join('\n')
}
