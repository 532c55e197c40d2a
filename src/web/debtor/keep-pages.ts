import type { DebtorPage, FormState, HelpShown, MessageShown } from '../../contracts/debtor-page.js'
import { area, choices, faultSummary, files, formOf, tick } from './fields.js'
import { type Content, type Html, html } from './html.js'
import { type Frame, heading, layout } from './layout.js'
import { places, type SayInput } from './say-pages.js'

export function messagesPage(frame: Frame, thread: readonly MessageShown[], input: SayInput): string {
  const { t } = frame
  const form = { frame, state: input.state }
  const fields = html`${area(form, { name: 'text', label: t.messages.text })}${files(form)}<button class="primary">${t.messages.go}</button>`
  return layout(
    frame,
    t.messages.title,
    html`<div class="narrow">${heading(frame, t.messages.title, t.messages.lead)}
${faultSummary(form)}
${thread.length === 0 ? html`<p>${t.messages.none}</p>` : html`<ol class="thread">${thread.map((message) => bubble(frame, message))}</ol>`}
<section class="card"><h2>${t.messages.write}</h2><p class="quiet">${t.messages.notice}</p>
${formOf(form, '/d/messages', input.key, fields, true)}</section></div>`,
  )
}

function bubble({ t, format }: Frame, { direction, channel, subject, text, on, attachments }: MessageShown): Html {
  const whose = direction === 'in' ? t.messages.you : t.messages.we
  return html`<li class="${direction}"><p class="when">${whose}, ${t.channels[channel] ?? channel}, ${format.shortDay(on)}</p>
${subject && html`<p><strong>${subject}</strong></p>`}
<p class="text">${text}</p>
${attachments.length > 0 && html`<ul>${attachments.map(({ id, name }) => html`<li><a href="/d/documents/${id}">${name}</a></li>`)}</ul>`}</li>`
}

export function documentsPage(frame: Frame, page: DebtorPage): string {
  const { t, format } = frame
  const receipts = page.payments.flatMap(({ receipt, amountCents, on }) => (receipt === null ? [] : [{ receipt, amountCents, on }]))
  return layout(
    frame,
    t.documents.title,
    html`<div class="narrow">${heading(frame, t.documents.title, t.documents.lead)}
<section class="card"><h2>${t.documents.title}</h2>
${
  page.documents.length === 0
    ? html`<p>${t.documents.none}</p>`
    : html`<ul class="rows">${page.documents.map(
        ({ id, kind, name, on, inline }) =>
          html`<li><span class="when">${format.shortDay(on)}</span><span>${documentName(frame, kind, name)}</span><a href="/d/documents/${id}"${!inline && html` download`}>${inline ? t.documents.open : t.documents.download}<span class="hidden"> ${documentName(frame, kind, name)}</span></a></li>`,
      )}</ul>`
}</section>
<section class="card"><h2>${t.documents.receipts}</h2>
${
  receipts.length === 0
    ? html`<p>${t.documents.noReceipts}</p>`
    : html`<ul class="rows">${receipts.map(
        ({ receipt, amountCents, on }) =>
          html`<li><span class="when">${format.shortDay(on)}</span><span>${t.documents.receipt(receipt, format.sum(amountCents))}</span><a href="/d/receipts/${receipt}">${t.documents.download}<span class="hidden"> ${t.documents.receipt(receipt, '')}</span></a></li>`,
      )}</ul>`
}</section></div>`,
  )
}

function documentName({ t }: Frame, kind: string, name: string): string {
  return kind === 'letter' ? (t.stages[name] ?? name) : `${t.documents.kinds[kind] ?? ''}${t.colon}${name}`
}

export function preferencesPage(frame: Frame, page: DebtorPage, input: SayInput): string {
  const { t } = frame
  const form = { frame, state: input.state }
  const { language, channel, sms, email } = page.preferences
  const w = t.preferences
  const ways = Object.entries(w.channels).filter(([way]) => way === 'letter' || (way === 'sms' ? sms : email) !== 'none')
  const fields = html`${choices(form, { name: 'language', label: w.language, options: Object.entries(w.languages), value: language })}
${choices(form, { name: 'channel', label: w.channel, options: [['', w.none], ...ways], value: channel ?? '' })}
<fieldset class="field"><legend>${w.allow}</legend>
${sms === 'none' ? html`<p class="quiet">${w.noSms}</p>` : tick(form, { name: 'sms', label: w.sms, checked: sms === 'on' })}
${email === 'none' ? html`<p class="quiet">${w.noEmail}</p>` : tick(form, { name: 'email', label: w.email, checked: email === 'on' })}
</fieldset>
<button class="primary">${w.go}</button>`
  return layout(
    frame,
    w.title,
    html`<div class="narrow">${heading(frame, w.title, w.lead)}${faultSummary(form)}
<section class="card">${formOf(form, '/d/preferences', input.key, fields)}</section></div>`,
  )
}

export function rightsPage(frame: Frame, page: DebtorPage, help: HelpShown): string {
  const { t, format } = frame
  const r = t.rights
  const { weekdays, from, to } = page.contactHours
  const days = r.weekdays(format.weekday(weekdays[0] ?? 1), format.weekday(weekdays.at(-1) ?? 5))
  const data = page.agency ? r.data(page.agency.name, page.creditor.name) : r.ownData(page.creditor.name)
  return layout(
    frame,
    r.title,
    html`<div class="narrow prose">${heading(frame, r.title, r.lead)}
${topic(r.moneyTitle, r.money)}
${topic(r.contactTitle, [r.hours(days, from, to), ...r.contact])}
${topic(r.objectTitle, [r.object, r.mediator], html`<p><a href="/d/dispute">${t.actions.dispute.title}</a></p>`)}
${topic(r.helpTitle, [r.help, r.over], html`<p><a href="/d/means">${t.actions.means.title}</a></p>`)}
${places(frame, help)}
${topic(r.dataTitle, data)}
${topic(r.cookiesTitle, [r.cookies])}</div>`,
  )
}

function topic(title: string, sentences: readonly string[], more: Content = null): Html {
  return html`<section><h2>${title}</h2><ul>${sentences.map((sentence) => html`<li>${sentence}</li>`)}</ul>${more}</section>`
}

/** What is to be signed, and how far it is. */
export interface SignInput {
  token: string
  state: FormState
  title: string
  from: string
  signer: string
  consent: string
  documentSha256: string
  status: 'open' | 'signed' | 'expired' | 'blocked'
  signedOn: string | null
  codeSent: boolean
}

export function signPage(frame: Frame, input: SignInput): string {
  const { t } = frame
  const { title, status, signedOn } = input
  const w = t.sign
  const paper = html`<p><a class="button" href="/d/sign/${input.token}/document">${status === 'signed' ? w.signedPaper : w.paper}</a></p>`
  const about = html`<section class="card"><h2>${title}</h2>
<dl class="facts"><div><dt>${w.from}</dt><dd>${input.from}</dd></div><div><dt>${w.signer}</dt><dd>${input.signer}</dd></div><div><dt>${w.fingerprint}</dt><dd class="code">${input.documentSha256}</dd></div></dl>
${paper}</section>`
  if (status !== 'open') {
    const said = status === 'signed' ? signedOn && w.signedOn(frame.format.day(signedOn)) : w[status]
    const heading = status === 'signed' ? w.signed : w.title
    return layout(frame, heading, html`<div class="narrow"><h1>${heading}</h1><p class="lead">${said}</p>${about}</div>`)
  }
  return layout(
    frame,
    w.title,
    html`<div class="narrow"><h1>${w.title}</h1>${faultSummary({ frame, state: input.state })}${input.codeSent && input.state.faults.length === 0 && html`<div class="notice done" role="status"><p>${w.sent}</p></div>`}${about}
${signForms(frame, input)}</div>`,
  )
}

function signForms(frame: Frame, { token, state, consent, codeSent }: SignInput): Html {
  const { t } = frame
  const w = t.sign
  const form = { frame, state }
  return html`<section class="card"><h2>${w.steps}</h2><ol><li>${w.step1}</li><li>${w.step2}</li><li>${w.step3}</li></ol>
<form method="post" action="/d/sign/${token}/code" class="apart"><button${!codeSent && html` class="primary"`}>${codeSent ? w.again : w.sendCode}</button></form>
${
  codeSent &&
  html`<form method="post" action="/d/sign/${token}" novalidate>
${codeField(form)}
<p>${w.consent}</p><blockquote>${consent}</blockquote>
${tick(form, { name: 'agree', label: w.agree, checked: false })}
<button class="primary">${w.go}</button></form>`
}</section>`
}

function codeField(form: { frame: Frame; state: FormState }): Html {
  const fault = form.state.faults.find(({ field }) => field === 'code')
  return html`<div class="field${fault && ' faulty'}"><label for="f-code">${form.frame.t.sign.code}</label>
${fault && html`<p class="problem" id="e-code">${fault.message}</p>`}
<input id="f-code" name="code" inputmode="numeric" autocomplete="one-time-code" maxlength="6" class="short" required${fault && html` aria-invalid="true" aria-describedby="e-code"`}></div>`
}
