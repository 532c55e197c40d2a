import type { DebtorPage, FormState, PlanDraftPage, PlanPage } from '../../contracts/debtor-page.js'
import { isPlanOpen } from './amounts.js'
import { choices, faultSummary, formOf, select, textField } from './fields.js'
import { type Content, type Html, html } from './html.js'
import { type Frame, heading, layout } from './layout.js'

export interface PlanInput {
  key: string
  state: FormState
  /** As it would be with what is entered; null before it was reckoned. */
  draft: PlanDraftPage | null
  /** Day that is proposed to begin on. */
  firstOn: string
}

export function planPage(frame: Frame, page: DebtorPage, input: PlanInput): string {
  const { t } = frame
  const { plan } = page
  const isOver = !isPlanOpen(page)
  return layout(
    frame,
    t.plan.title,
    html`<div class="narrow">
${heading(frame, t.plan.title, isOver && t.plan.lead)}
${faultSummary({ frame, state: input.state })}
${plan && !isOver && current(frame, plan, input)}
${isOver && wish(frame, page, input)}
</div>`,
  )
}

function current(frame: Frame, plan: PlanPage, { key, state }: PlanInput): Html {
  const { t, format } = frame
  const waits = t.file.planStates[plan.state]
  const form = { frame, state }
  return html`<section class="card"><h2>${t.plan.current}</h2>
<p>${waits ? `${waits} ${format.day(plan.answerBy)}.` : t.file.planActive} ${plan.signedOn && t.plan.signed(format.day(plan.signedOn))}</p>
${table(frame, plan.instalments, plan.totalCents, plan.state === 'active')}
${plan.state === 'offered' && formOf(form, '/d/plan/sign', key, html`<button class="primary">${t.plan.sign}</button>`)}
${plan.state === 'active' && html`<p><a class="button primary" href="/d/pay">${t.file.pay}</a></p>`}
</section>`
}

interface Row {
  number: number
  dueOn: string
  amountCents: number
  paidCents?: number
}

function table({ t, format }: Frame, rows: readonly Row[], totalCents: number, withPaid: boolean): Html {
  return html`<div class="scroll" tabindex="0" role="region" aria-label="${t.plan.current}"><table>
<thead><tr><th scope="col">${t.plan.number}</th><th scope="col">${t.plan.day}</th><th scope="col" class="number">${t.plan.sum}</th>${withPaid && html`<th scope="col" class="number">${t.plan.paid}</th>`}</tr></thead>
<tbody>${rows.map(
    ({ number, dueOn, amountCents, paidCents = 0 }) =>
      html`<tr><th scope="row">${number}</th><td>${format.shortDay(dueOn)}</td><td class="number">${format.sum(amountCents)}</td>${withPaid && html`<td class="number">${format.sum(paidCents)}</td>`}</tr>`,
  )}</tbody>
<tfoot><tr><th scope="row" colspan="2">${t.plan.total}</th><td class="number">${format.sum(totalCents)}</td>${withPaid && html`<td class="number">${format.sum(rows.reduce((sum, { paidCents = 0 }) => sum + paidCents, 0))}</td>`}</tr></tfoot>
</table></div>`
}

function wish(frame: Frame, page: DebtorPage, input: PlanInput): Content {
  const { t } = frame
  if (page.status === 'closed' || page.owedCents === 0) return html`<p>${t.pay.nothing}</p>`
  return html`${input.draft && draft(frame, input, input.draft)}
<section class="card">
${input.draft && html`<h2>${t.plan.change}</h2>`}
<form method="get" action="/d/plan" novalidate>
${wishFields(frame, page, input)}
<button${input.draft === null && html` class="primary"`} name="see" value="1">${t.plan.see}</button>
</form>
</section>
<p class="quiet">${t.plan.free}</p>`
}

function wishFields(frame: Frame, page: DebtorPage, { state, firstOn }: PlanInput): Content {
  const { t } = frame
  const form = { frame, state }
  return [
    textField(form, {
      name: 'instalments',
      label: t.plan.instalments,
      hint: t.plan.instalmentsHint,
      type: 'number',
      min: '2',
      max: '60',
      value: '6',
      inputmode: 'numeric',
      short: true,
    }),
    textField(form, { name: 'firstOn', label: t.plan.firstOn, type: 'date', value: firstOn, min: page.today, short: true }),
    select(form, { name: 'every', label: t.plan.every, options: Object.entries(t.plan.rhythms), value: 'month' }),
    choices(form, { name: 'method', label: t.plan.method, options: Object.entries(t.plan.methods), value: 'by-debtor' }),
  ]
}

const WISH = ['instalments', 'firstOn', 'every', 'method'] as const

function draft(
  frame: Frame,
  { key, state }: PlanInput,
  { instalments, totalCents, interestCents, grantedBy, faults }: PlanDraftPage,
): Html {
  const { t, format } = frame
  const form = { frame, state }
  return html`<section class="card" id="draft"><h2>${t.plan.draft}</h2>
${faults.length > 0 && html`<ul>${faults.map((code) => html`<li>${t.problems[code] ?? t.problems['plan-days-wrong']}</li>`)}</ul>`}
${table(frame, instalments, totalCents, false)}
${interestCents > 0 && html`<p class="quiet">${t.plan.ofWhichInterest(format.sum(interestCents))}</p>`}
<p>${grantedBy === 'agency' ? t.plan.byAgency : t.plan.byCreditor}</p>
${
  faults.length === 0 &&
  formOf(
    form,
    '/d/plan',
    key,
    html`${WISH.map((name) => html`<input type="hidden" name="${name}" value="${state.values[name] ?? ''}">`)}<button class="primary">${t.plan.propose}</button>`,
  )
}
</section>`
}
