import type { DebtorPage, FormState } from '../../contracts/debtor-page.js'
import { nextInstalment } from './amounts.js'
import { choices, faultSummary, formOf, textField } from './fields.js'
import { type Content, type Html, html } from './html.js'
import { type Frame, heading, layout } from './layout.js'

/** What the page to pay on is made of besides the file. */
export interface PayInput {
  key: string
  state: FormState
  /** Whether somebody takes cards. */
  takesCards: boolean
  /** The transfer as a picture that a banking application reads: the dark squares of its code; null where there is none. */
  transferCode: TransferCode | null
}

/** A code of squares: its side, and where in it the dark ones are, row by row. */
export interface TransferCode {
  side: number
  dark: readonly (readonly [column: number, row: number])[]
}

export function payPage(frame: Frame, page: DebtorPage, input: PayInput): string {
  const { t, format } = frame
  if (page.status === 'closed' || page.owedCents === 0)
    return layout(frame, t.pay.title, html`<div class="narrow">${heading(frame, t.pay.title, t.pay.nothing)}</div>`)
  return layout(
    frame,
    t.pay.title,
    html`<div class="narrow">
${heading(frame, t.pay.title)}
<p class="lead">${t.pay.owed}${t.colon}<strong>${format.sum(page.askedCents)}</strong></p>
${faultSummary({ frame, state: input.state })}
<section class="card"><h2>${t.pay.card}</h2>
${input.takesCards ? cardForm(frame, page, input) : html`<p>${t.pay.noCard}</p>`}
</section>
${page.transfer && transfer(frame, page, page.transfer, input.transferCode)}
<p class="quiet">${t.pay.order}</p>
</div>`,
  )
}

function cardForm(frame: Frame, page: DebtorPage, { key, state }: PayInput): Html {
  const { t, format } = frame
  const form = { frame, state }
  const instalment = nextInstalment(page)
  const settlement = page.settlement?.state === 'approved' ? page.settlement : null
  const left = instalment && instalment.amountCents - instalment.paidCents
  const options: [string, string][] = [
    ...(instalment && left ? [['instalment', t.pay.next(format.sum(left), format.day(instalment.dueOn))] as [string, string]] : []),
    ...(settlement ? [['settlement', t.pay.settle(format.sum(settlement.amountCents))] as [string, string]] : []),
    ...(page.askedCents > 0 ? [['all', t.pay.all(format.sum(page.askedCents))] as [string, string]] : []),
    ['part', t.pay.part],
  ]
  const part = textField(form, {
    name: 'amount',
    label: t.pay.amount,
    hint: t.pay.amountHint,
    inputmode: 'decimal',
    optional: true,
    short: true,
  })
  return html`<p>${t.pay.cardLead}</p>
${formOf(
  form,
  '/d/pay',
  key,
  html`${choices(form, { name: 'how', label: t.pay.how, options, value: options[0]?.[0] ?? 'part', inside: html`<div class="below">${part}</div>` })}
<button class="primary">${t.pay.go}</button>`,
)}`
}

function transfer(frame: Frame, page: DebtorPage, to: NonNullable<DebtorPage['transfer']>, code: TransferCode | null): Html {
  const { t, format } = frame
  return html`<section class="card"><h2>${t.pay.transfer}</h2>
<p>${t.pay.transferLead}</p>
<div class="transfer">
<dl class="facts">
${fact(t.pay.holder, to.holder)}
${fact(t.pay.iban, format.grouped(to.iban))}
${fact(t.pay.reference, format.grouped(to.reference))}
${fact(t.pay.sum, format.sum(page.askedCents))}
</dl>
${code && codePicture(t.pay.code, code)}
</div>
</section>`
}

const fact = (term: string, value: Content) => html`<div><dt>${term}</dt><dd>${value}</dd></div>`

const QUIET = 4

function codePicture(label: string, { side, dark }: TransferCode): Html {
  const size = side + 2 * QUIET
  const path = dark.map(([column, row]) => `M${column + QUIET} ${row + QUIET}h1v1h-1z`).join('')
  return html`<figure><svg viewBox="0 0 ${size} ${size}" role="img" aria-label="${label}" shape-rendering="crispEdges"><path fill="#fff" d="M0 0h${size}v${size}H0z"/><path d="${path}"/></svg><figcaption>${label}</figcaption></figure>`
}
