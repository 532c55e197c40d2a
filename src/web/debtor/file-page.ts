import type { ClaimPage, DebtorPage, HistoryEntry, NamedParty } from '../../contracts/debtor-page.js'
import { isAgreementOpen } from './amounts.js'
import { type Content, type Html, html } from './html.js'
import { type Frame, layout } from './layout.js'
import { proceedings } from './proceedings.js'

/** How many steps are shown before the older ones. */
const NEWEST = 6

/** The overview: what is owed and why, what is under way, what can be done, what has happened. */
export function filePage(frame: Frame, page: DebtorPage): string {
  const { t } = frame
  const isOpen = page.status === 'open'
  return layout(
    frame,
    t.file.title(page.reference),
    html`<h1>${t.file.title(page.reference)}</h1>
<div class="columns">
<div class="main">
<p class="lead">${t.file.greeting(page.debtor.name)} ${isOpen && lead(frame, page)}</p>
${summary(frame, page)}
${isOpen && underWay(frame, page)}
${proceedings(frame, page)}
${isOpen && actions(frame, page)}
${page.claims.length > 0 && claims(frame, page)}
${payments(frame, page)}
</div>
<div class="side">
${steps(frame, page)}
${parties(frame, page)}
</div>
</div>`,
  )
}

function lead({ t }: Frame, { agency, creditor, liability }: DebtorPage): string {
  const asks = agency ? t.file.agencyLead(agency.name, creditor.name) : t.file.ownLead(creditor.name)
  return `${asks} ${t.file.liability[liability] ?? ''}`
}

function summary({ t, format }: Frame, page: DebtorPage): Html {
  if (page.status === 'closed')
    return html`<section class="card total closed" aria-label="${t.file.closed}">
<p class="figure">${t.file.closed}</p>
<p>${(page.closedReason !== null && t.closedReasons[page.closedReason]) || t.closedOther}</p>
</section>`
  const apart = page.owedCents - page.askedCents
  return html`<section class="card total" aria-label="${t.file.left}">
<p class="label">${apart > 0 ? t.file.asked : t.file.left}, ${t.file.leftOn(format.day(page.today))}</p>
<p class="figure">${format.sum(page.askedCents)}</p>
${apart > 0 && html`<p class="quiet">${t.file.contestedApart(format.sum(apart))}</p>`}
${page.owedCents > 0 && html`<p><a class="button primary" href="/d/pay">${t.file.pay}</a></p>`}
</section>`
}

function underWay(frame: Frame, page: DebtorPage): Content {
  const sentences = openMatters(frame, page)
  if (sentences.length === 0) return null
  return html`<section class="open"><h2>${frame.t.file.open}</h2><ul>${sentences.map((sentence) => html`<li>${sentence}</li>`)}</ul></section>`
}

function openMatters({ t, format }: Frame, page: DebtorPage): Content[] {
  const { promise, assertion, means, plan, settlement, disputes } = page
  return [
    promise && t.file.promise(format.sum(promise.amountCents), format.day(promise.payBy)),
    assertion && t.file.assertion(format.day(assertion.answerBy)),
    means && t.file.meansOpen(format.day(means.answerBy)),
    plan && planSentence({ t, format }, plan),
    settlement && settlementSentence({ t, format }, settlement),
    ...disputes.map(({ claim, state, answerBy }) =>
      state === 'open'
        ? t.file.disputeOpen(claim, format.day(answerBy))
        : html`${t.file.disputeDone(claim, t.outcomes[state] ?? state)} <a href="/d/dispute">${t.dispute.answer}</a>`,
    ),
  ].filter((sentence) => sentence !== null && sentence !== undefined && sentence !== '')
}

type Words = Pick<Frame, 't' | 'format'>

function planSentence({ t, format }: Words, { state, answerBy }: NonNullable<DebtorPage['plan']>): Content {
  const ended = t.file.planEnded[state]
  if (ended) return ended
  const waits = t.file.planStates[state]
  return html`${waits ? `${waits} ${format.day(answerBy)}.` : t.file.planActive} <a href="/d/plan">${t.file.seePlan}</a>`
}

function settlementSentence({ t, format }: Words, { state, amountCents, payBy }: NonNullable<DebtorPage['settlement']>): Content {
  if (state === 'approved') return t.file.settlementOpen(format.sum(amountCents), format.day(payBy))
  return t.file.settlementStates[state] ?? null
}

function actions({ t }: Frame, page: DebtorPage): Html {
  const left = {
    plan: isAgreementOpen(page),
    promise: isAgreementOpen(page),
    'paid-already': page.assertion !== null,
    dispute: false,
    means: page.debtor.kind !== 'person',
    messages: false,
  }
  const kinds = (['plan', 'promise', 'paid-already', 'dispute', 'means', 'messages'] as const).filter(
    (kind) => !left[kind] && (page.owedCents > 0 || kind === 'messages'),
  )
  return html`<section><h2>${t.file.actions}</h2>
<ul class="actions">${kinds.map((kind) => html`<li><a href="/d/${kind}"><strong>${t.actions[kind].title}</strong><span>${t.actions[kind].text}</span></a></li>`)}</ul>
</section>`
}

function claims(frame: Frame, page: DebtorPage): Html {
  const { t } = frame
  return html`<section><h2>${page.status === 'open' ? t.file.what : t.file.invoices}</h2>
${page.claims.map((claim) => claimCard(frame, claim))}
${page.status === 'open' && page.costsCents === 0 && page.agency !== null && html`<p class="quiet">${t.file.lawNote}</p>`}
</section>`
}

function claimCard(frame: Frame, claim: ClaimPage): Html {
  const { t, format } = frame
  return html`<article class="card claim">
<h3>${t.file.invoice(claim.reference)}</h3>
<p class="quiet">${about(frame, claim).join(' ')}</p>
<dl class="sums">
${line(t.file.principal, format.sum(claim.principalCents), t.file.basisPrincipal)}
${claim.interestCents > 0 && line(t.file.interest, format.sum(claim.interestCents), claim.interestSource)}
${claim.indemnityCents > 0 && line(t.file.indemnity, format.sum(claim.indemnityCents), claim.indemnitySource)}
${claim.costsCents > 0 && line(t.file.costs, format.sum(claim.costsCents), claim.costs.map(({ source }) => source).join('; '))}
<div class="sum-total"><dt>${t.file.total}</dt><dd>${format.sum(claim.owedCents)}</dd></div>
</dl>
${claim.contested && html`<p class="contested">${claim.contested.cents === null ? t.file.contestedAll : t.file.contested(format.sum(claim.contested.cents))}</p>`}
${claim.interest.length > 0 && claim.interestCents > 0 && interestLines(frame, claim)}
</article>`
}

/** What an invoice was, and what has come off it: payments settle interest and compensation too, so they are no line of the sum. */
function about({ t, format }: Frame, { issueDate, dueDate, category, amountCents, paidCents, loweredCents }: ClaimPage): string[] {
  const named = t.categories[category]
  return [
    ...(issueDate === null ? [] : [`${t.file.issued} ${format.day(issueDate)}.`]),
    `${t.file.due} ${format.day(dueDate)}.`,
    ...(named ? [`${t.file.for}${t.colon}${named}.`] : []),
    `${t.file.original}${t.colon}${format.sum(amountCents)}.`,
    ...(paidCents > 0 ? [`${t.file.paid}${t.colon}${format.sum(paidCents)}.`] : []),
    ...(loweredCents > 0 ? [`${t.file.lowered}${t.colon}${format.sum(loweredCents)}.`] : []),
  ]
}

function line(term: string, sum: string, basis: string | null = null): Html {
  return html`<div><dt>${term}${basis && html`<span class="basis">${basis}</span>`}</dt><dd>${sum}</dd></div>`
}

function interestLines({ t, format }: Frame, { interest }: ClaimPage): Html {
  const sentences = interest.map(
    ({ baseCents, ratePercent, from, to, days, amountCents, source }) =>
      html`<li>${t.file.interestLine(
        format.sum(baseCents),
        format.percent(ratePercent),
        format.shortDay(from),
        format.shortDay(to),
        days,
      )}${t.colon}<strong>${format.sum(amountCents)}</strong><span class="basis">${source}</span></li>`,
  )
  return html`<details><summary>${t.file.interestHow}</summary><ul class="lines">${sentences}</ul></details>`
}

function payments({ t, format }: Frame, { payments: list }: DebtorPage): Content {
  if (list.length === 0) return null
  return html`<section><h2>${t.file.payments}</h2>
<ul class="rows">${list.map(
    ({ on, amountCents, receipt }) =>
      html`<li><span>${format.day(on)}</span><strong>${format.sum(amountCents)}</strong>${
        receipt === null
          ? html`<span class="quiet">${t.file.receiptLater}</span>`
          : html`<a href="/d/receipts/${receipt}">${t.file.receipt}</a>`
      }</li>`,
  )}</ul></section>`
}

function steps(frame: Frame, { next, history }: DebtorPage): Html {
  const { t } = frame
  return html`<section><h2>${t.file.steps}</h2>
<div class="next"><h3>${t.file.next}</h3><p>${nextSentence(frame, next)}</p></div>
<ol class="history">${history.slice(0, NEWEST).map((entry) => step(frame, entry))}</ol>
${history.length > NEWEST && html`<details><summary>${t.file.older}</summary><ol class="history">${history.slice(NEWEST).map((entry) => step(frame, entry))}</ol></details>`}
</section>`
}

function nextSentence({ t, format }: Frame, next: DebtorPage['next']): string {
  if (next.what === 'act')
    return t.file.nextAct(t.stages[next.stage] ?? next.stage, t.channels[next.channel] ?? next.channel, format.day(next.on))
  if (next.what === 'wait') return next.until === null ? t.file.nextWaitOpen : t.file.nextWait(format.day(next.until))
  return next.what === 'person' ? t.file.nextPerson : t.file.nextNothing
}

function step({ t, format }: Frame, { on, kind, channel, stage, amountCents, outcome }: HistoryEntry): Html {
  const said = kind === 'contact-sent' ? `${t.stages[stage ?? ''] ?? t.history[kind]}, ${t.channels[channel ?? ''] ?? ''}` : t.history[kind]
  const more = [
    amountCents !== null && kind !== 'contact-sent' ? format.sum(amountCents) : null,
    outcome === null ? null : t.outcomes[outcome],
  ]
  return html`<li><span class="when">${format.shortDay(on)}</span><span>${[said, ...more.filter(Boolean)].join(t.colon)}</span></li>`
}

function parties({ t }: Frame, { creditor, agency }: DebtorPage): Html {
  return html`<section><h2>${t.file.who}</h2>
${party(t.file.creditor, creditor)}
${agency && party(t.file.agency, agency, agency.supervisor === null ? null : `${t.file.supervisor} ${agency.supervisor}`)}
<p><a href="/d/rights">${t.nav.rights}</a></p>
</section>`
}

function party(role: string, { name, address, number }: NamedParty, more: string | null = null): Html {
  return html`<div class="party"><h3>${role}</h3><p><strong>${name}</strong><br>${address}${number && html`<br>${number}`}${more && html`<br>${more}`}</p></div>`
}
