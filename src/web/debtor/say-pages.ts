import type { DebtorPage, FormState, HelpShown } from '../../contracts/debtor-page.js'
import { area, choices, faultSummary, files, formOf, select, textField } from './fields.js'
import { type Content, type Html, html } from './html.js'
import { type Frame, heading, layout } from './layout.js'

/** What each of these forms is made with. */
export interface SayInput {
  key: string
  state: FormState
}

function sayPage(frame: Frame, title: string, lead: string, input: SayInput, content: Content): string {
  return layout(
    frame,
    title,
    html`<div class="narrow">${heading(frame, title, lead)}${faultSummary({ frame, state: input.state })}${content}</div>`,
  )
}

export function promisePage(frame: Frame, page: DebtorPage, input: SayInput): string {
  const { t, format } = frame
  const form = { frame, state: input.state }
  const fields = html`${textField(form, {
    name: 'amount',
    label: t.promise.amount,
    value: format.entered(page.askedCents),
    inputmode: 'decimal',
    short: true,
  })}
${textField(form, { name: 'payBy', label: t.promise.payBy, type: 'date', min: page.today, short: true })}
<button class="primary">${t.promise.go}</button>`
  return sayPage(
    frame,
    t.promise.title,
    t.promise.lead,
    input,
    html`<section class="card">${formOf(form, '/d/promise', input.key, fields)}</section>`,
  )
}

export function paidAlreadyPage(frame: Frame, page: DebtorPage, input: SayInput): string {
  const { t } = frame
  const form = { frame, state: input.state }
  const w = t.paidAlready
  const whom = Object.entries(w.paidToOf).filter(([whose]) => whose !== 'agency' || page.agency !== null)
  const fields = html`${textField(form, { name: 'amount', label: w.amount, inputmode: 'decimal', optional: true, short: true })}
${textField(form, { name: 'paidOn', label: w.paidOn, type: 'date', max: page.today, optional: true, short: true })}
${select(form, { name: 'means', label: w.means, options: Object.entries(w.meansOf), value: 'transfer' })}
${choices(form, { name: 'paidTo', label: w.paidTo, options: whom, value: 'creditor' })}
${files(form)}
${area(form, { name: 'words', label: w.words, optional: true, rows: 3 })}
<button class="primary">${w.go}</button>`
  return sayPage(
    frame,
    w.title,
    w.lead,
    input,
    html`<section class="card">${formOf(form, '/d/paid-already', input.key, fields, true)}</section>`,
  )
}

export function disputePage(frame: Frame, page: DebtorPage, input: SayInput): string {
  const { t, format } = frame
  const claims = page.claims.filter(({ owedCents, contested }) => owedCents > 0 && contested === null)
  const offered = claims.map(({ reference, owedCents }) => [reference, `${t.file.invoice(reference)}, ${format.sum(owedCents)}`] as const)
  const isOpen = page.status === 'open' && offered.length > 0
  return sayPage(
    frame,
    t.dispute.title,
    t.dispute.lead,
    input,
    html`${isOpen ? html`<section class="card">${disputeForm(frame, input, offered)}</section>` : html`<p>${t.dispute.nothing}</p>`}
${disputesDone(frame, page)}`,
  )
}

function disputeForm(frame: Frame, input: SayInput, offered: readonly (readonly [string, string])[]): Html {
  const { t } = frame
  const form = { frame, state: input.state }
  const w = t.dispute
  const amount = textField(form, { name: 'amount', label: w.amount, inputmode: 'decimal', optional: true, short: true })
  const how = [['all', w.all] as const, ['part', w.part] as const]
  return formOf(
    form,
    '/d/dispute',
    input.key,
    html`${choices(form, { name: 'claim', label: w.claim, options: offered, value: offered[0]?.[0] ?? '' })}
${select(form, { name: 'reason', label: w.reason, options: Object.entries(w.reasons), value: 'not-delivered' })}
${choices(form, { name: 'how', label: w.how, options: how, value: 'all', inside: html`<div class="below">${amount}</div>` })}
${area(form, { name: 'words', label: w.words })}
${files(form)}
<button class="primary">${w.go}</button>`,
    true,
  )
}

function disputesDone({ t, format }: Frame, { disputes }: DebtorPage): Content {
  if (disputes.length === 0) return null
  return html`<section><h2>${t.dispute.done}</h2>${disputes.map(
    ({ claim, state, answerBy, answer }) => html`<article class="card"><h3>${t.file.invoice(claim)}</h3>
<p>${state === 'open' ? t.file.disputeOpen(claim, format.day(answerBy)) : t.file.disputeDone(claim, t.outcomes[state] ?? state)}</p>
${answer !== null && html`<p><strong>${t.dispute.answer}${t.colon}</strong> ${answer}</p>`}</article>`,
  )}</section>`
}

export function meansPage(frame: Frame, page: DebtorPage, help: HelpShown, input: SayInput): string {
  const { t } = frame
  const isOpen = page.status === 'open' && page.means === null
  return sayPage(
    frame,
    t.means.title,
    t.means.lead,
    input,
    html`${page.means && html`<div class="notice"><p>${t.file.meansOpen(frame.format.day(page.means.answerBy))}</p></div>`}
${proposals(frame, help)}
${isOpen && html`<section class="card">${meansForm(frame, input)}</section>`}
${places(frame, help)}`,
  )
}

function meansForm(frame: Frame, input: SayInput): Html {
  const { t } = frame
  const form = { frame, state: input.state }
  const w = t.means
  const sums = (['income', 'housing', 'other', 'debts'] as const).map((name) =>
    textField(form, { name, label: w[name], inputmode: 'decimal', short: true }),
  )
  return formOf(
    form,
    '/d/means',
    input.key,
    html`<p class="quiet">${w.privacy}</p>${sums}
${textField(form, { name: 'dependants', label: w.dependants, type: 'number', min: '0', max: '20', value: '0', inputmode: 'numeric', short: true })}
${area(form, { name: 'words', label: w.words, optional: true })}
<button class="primary">${w.go}</button>`,
  )
}

function proposals({ t, format }: Frame, { proposals: list }: HelpShown): Content {
  if (list.length === 0) return null
  return html`<section><h2>${t.means.proposals}</h2><ul class="rows">${list.map(
    ({ monthlyCents, instalments }) =>
      html`<li><span>${t.means.proposal(format.sum(monthlyCents), instalments)}</span><a href="/d/plan?instalments=${instalments}&amp;every=month">${t.means.choose}</a></li>`,
  )}</ul></section>`
}

export function places({ t }: Frame, { places: list }: HelpShown): Content {
  if (list.length === 0) return null
  return html`<section><h2>${t.means.places}</h2><p>${t.means.placesLead}</p>${list.map(
    ({ name, what, address, phone, url }) => html`<article class="card place"><h3>${name}</h3><p>${what}</p>
<p>${address}${address && phone && html`<br>`}${phone && html`${t.means.phone}${t.colon}<a href="tel:${phone.replace(/[^\d+]/g, '')}">${phone}</a>`}${(address || phone) && url && html`<br>`}${url && html`${t.means.site}${t.colon}<a href="${url}" rel="noreferrer">${url.replace(/^https?:\/\/(www\.)?/, '').replace(/\/$/, '')}</a>`}</p></article>`,
  )}</section>`
}
