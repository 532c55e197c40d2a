import type { DebtorPage, ProceedingShown, ProceedingStepShown } from '../../contracts/debtor-page.js'
import { type Content, type Html, html } from './html.js'
import type { Frame } from './layout.js'

/** The judicial steps of a file: what can be done and until when, the next date, and what has happened. */
export function proceedings(frame: Frame, page: DebtorPage): Content {
  const { t } = frame
  if (page.proceedings.length === 0) return null
  return html`<section class="proceedings"><h2>${t.proceedings.title}</h2>
${page.proceedings.map((one) => proceeding(frame, one, page))}
<details><summary>${t.proceedings.words}</summary>
<dl class="words">${t.proceedings.glossary.map(([word, meaning]) => html`<div><dt>${word}</dt><dd>${meaning}</dd></div>`)}</dl></details>
</section>`
}

function proceeding(frame: Frame, one: ProceedingShown, page: DebtorPage): Html {
  const { proceedings: t } = frame.t
  const { name, what } = t.roads[one.road]
  return html`<article class="card proceeding">
<h3>${name}</h3>
<p class="quiet">${what}${one.court && html`<br>${courtLine(frame, one, one.court)}`}</p>
${one.isOver && html`<p>${t.over}</p>`}
${running(frame, one, page)}
<h4>${t.done}</h4>
<ol class="history">${one.steps.map((step) => stepLine(frame, step))}</ol>
</article>`
}

function courtLine({ t }: Frame, { courtReference }: ProceedingShown, court: string): string {
  const number = courtReference === null ? '' : `, ${t.proceedings.numbered(courtReference)}`
  return `${t.proceedings.court}${t.colon}${court}${number}`
}

function running({ t, format }: Frame, { acts, next, court, isOver }: ProceedingShown, { status, owedCents }: DebtorPage): Content {
  const { proceedings: words } = t
  const own = acts.map(({ act, lastDay, article }) => {
    const sentence = words.acts[act](court ?? words.theCourt, lastDay && format.day(lastDay))
    return html`<li>${sentence}${basis(article)}</li>`
  })
  const pay = !isOver && status === 'open' && owedCents > 0 && html`<li>${words.pay} <a href="/d/pay">${words.payLink}</a></li>`
  return html`${(pay || own.length > 0) && html`<h4>${words.can}</h4><ul>${pay}${own}</ul>`}
${!isOver && html`<h4>${words.next}</h4><p>${next ? words.days[next.kind](format.day(next.lastDay)) : words.noDate}</p>`}`
}

function stepLine({ t, format }: Frame, { step, on, end, day, article }: ProceedingStepShown): Html {
  const { name, what } = t.proceedings.steps[step]
  const meaning = end === null ? what : t.proceedings.ends[end]
  const set = day === null ? null : t.proceedings.days.hearing(format.day(day))
  return html`<li><span class="when">${format.shortDay(on)}</span><span><strong>${name}</strong><br>${meaning}${set && html` ${set}`}${basis(article)}</span></li>`
}

const basis = (article: string | null): Content => article && html`<span class="basis">${article}</span>`
