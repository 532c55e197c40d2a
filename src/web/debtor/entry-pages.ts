import type { FormState } from '../../contracts/debtor-page.js'
import { faultSummary, textField } from './fields.js'
import { html } from './html.js'
import { type Frame, layout } from './layout.js'

/** Where a debtor enters with what its letter says. */
export function enterPage(frame: Frame, state: FormState): string {
  const { t } = frame
  const form = { frame, state }
  return layout(
    frame,
    t.enter.title,
    html`<div class="narrow">
<h1>${t.enter.title}</h1>
<p class="lead">${t.enter.lead}</p>
${faultSummary(form)}
<form method="post" action="/d/enter" class="card" novalidate>
${textField(form, { name: 'reference', label: t.enter.reference, hint: t.enter.referenceHint })}
${textField(form, { name: 'key', label: t.enter.key, hint: t.enter.keyHint })}
<button class="primary">${t.enter.go}</button>
</form>
<h2>${t.enter.help}</h2>
<p>${t.enter.helpText}</p>
<p class="quiet">${t.enter.scam}</p>
</div>`,
  )
}

/** What a link from a message shows: programs that look at links press no buttons. */
export function linkPage(frame: Frame, token: string): string {
  const { t } = frame
  return layout(
    frame,
    t.link.title,
    html`<div class="narrow">
<h1>${t.link.title}</h1>
<p class="lead">${t.link.lead}</p>
<form method="post" action="/d/l/${token}" class="card"><button class="primary">${t.link.go}</button></form>
<p class="quiet">${t.enter.scam}</p>
</div>`,
  )
}

/** A page that says one thing, with one way on. */
export function plainPage(frame: Frame, title: string, text: readonly string[], way: { href: string; label: string } | null): string {
  return layout(
    frame,
    title,
    html`<div class="narrow">
<h1>${title}</h1>
${text.map((sentence) => html`<p class="lead">${sentence}</p>`)}
${way && html`<p><a class="button" href="${way.href}">${way.label}</a></p>`}
</div>`,
  )
}
