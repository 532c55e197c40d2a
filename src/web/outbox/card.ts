import type { OutboxEmail, OutboxLetter, OutboxMessage } from '../../contracts/outbox.js'

type Tone = 'good' | 'bad'

/** The providers' words, where they are not English, and which of them are good or bad news. */
const WORDS: Record<string, { label?: string; tone?: Tone }> = {
  delivered: { tone: 'good' },
  distribue: { label: 'delivered', tone: 'good' },
  undelivered: { tone: 'bad' },
  bounce: { label: 'bounced', tone: 'bad' },
  dropped: { tone: 'bad' },
  wait: { label: 'taken' },
  imprime: { label: 'printed' },
  pris_en_charge: { label: 'posted' },
  refused: { tone: 'bad' },
  expired: { label: 'unclaimed', tone: 'bad' },
  distribue_expediteur: { label: 'address unknown', tone: 'bad' },
}

const OUTCOMES = { delivered: 'Delivered', refused: 'Refused', unclaimed: 'Unclaimed', 'address-unknown': 'Address unknown' }

/** A card of one message. What it can become is drawn by `updateCard`. */
export function createCard(message: OutboxMessage, onChange: () => void): HTMLLIElement {
  const article = element('article', { className: message.channel === 'email' ? 'mail' : message.channel })
  article.append(head(message), meta(message), body(message), foot(message, onChange))
  const item = element('li', { className: 'new' })
  item.append(article)
  return item
}

export function updateCard(card: HTMLLIElement, { states }: OutboxMessage): void {
  const trail = card.querySelector('.trail')
  if (!trail || trail.childElementCount === states.length) return
  trail.replaceChildren(
    ...states.map(({ state, at }) => {
      const { label = state, tone } = WORDS[state] ?? {}
      const badge = element('li', { textContent: label, title: local(at) })
      if (tone) badge.dataset.tone = tone
      return badge
    }),
  )
}

function head({ to, at }: OutboxMessage): HTMLElement {
  const line = element('div', { className: 'head' })
  const [first = ''] = to.address.split('\n')
  line.append(element('h2', { textContent: `To ${to.name ?? first}` }), element('time', { dateTime: at, textContent: local(at) }))
  return line
}

function meta(message: OutboxMessage): HTMLElement {
  const { channel, from, to } = message
  const sender = from && [from.name, channel === 'letter' ? null : from.address].filter(Boolean).join(' · ')
  const parts = [
    to.name && channel === 'email' ? to.address : null,
    sender && `from ${sender}`,
    `by ${message.provider}`,
    ...details(message),
  ]
  return element('p', { className: 'meta', textContent: parts.filter(Boolean).join(' · ') })
}

function details(message: OutboxMessage): (string | null)[] {
  switch (message.channel) {
    case 'sms':
      return [counted(message.segments, 'segment'), message.encoding]
    case 'email':
      return (message.attachments ?? []).map(({ name, size }) => `${name} (${size} bytes)`)
    case 'letter':
      return [counted(message.pages, 'page'), message.reference, message.trackingNumber]
  }
}

const counted = (count: number, noun: string) => `${count} ${noun}${count === 1 ? '' : 's'}`

function body(message: OutboxMessage): HTMLElement {
  const part = element('div', { className: 'body' })
  const path = `/sandbox/messages/${encodeURIComponent(message.id)}`
  switch (message.channel) {
    case 'sms':
      part.append(element('p', { className: 'bubble', textContent: message.text }))
      break
    case 'email':
      part.append(element('p', { className: 'subject', textContent: message.subject }), mailFrame(path, message.subject))
      break
    case 'letter':
      part.append(letterFrame(path, message), envelope(message))
  }
  return part
}

/** An e-mail is somebody's HTML: nothing in it runs, and it reaches nothing of this page. */
function mailFrame(path: string, subject: string): HTMLIFrameElement {
  const frame = element('iframe', { src: `${path}/html`, title: `E-mail: ${subject}`, loading: 'lazy' })
  frame.setAttribute('sandbox', '')
  return frame
}

function letterFrame(path: string, { to }: OutboxLetter): HTMLIFrameElement {
  return element('iframe', {
    src: `${path}/letter.pdf#toolbar=0&navpanes=0&view=FitH`,
    title: `Letter to ${to.name ?? ''}`,
    loading: 'lazy',
  })
}

function envelope({ id, to, registered }: OutboxLetter): HTMLElement {
  const side = element('div')
  const paper = element('p', { className: 'envelope' })
  if (registered)
    paper.append(element('span', { className: 'stamp', textContent: 'R1 AR', title: 'Registered, with acknowledgement of receipt' }))
  paper.append([to.name, to.address].filter(Boolean).join('\n'))
  const link = element('a', {
    href: `/sandbox/messages/${encodeURIComponent(id)}/letter.pdf`,
    textContent: 'Open the letter',
    target: '_blank',
  })
  side.append(paper, link)
  return side
}

function foot(message: OutboxMessage, onChange: () => void): HTMLElement {
  const line = element('div', { className: 'foot' })
  const trail = element('ol', { className: 'trail' })
  trail.setAttribute('aria-label', 'What became of it')
  line.append(trail)
  if (message.channel === 'sms') line.append(replyForm(message.to.address))
  if (message.channel === 'email') line.append(mailReplyForm(message))
  if (message.channel === 'letter' && message.provider === 'merci-facteur') line.append(outcomeForm(message.id, onChange))
  return line
}

/** Plays the addressee, who answers by text message. */
function replyForm(from: string): HTMLFormElement {
  const input = element('input', { name: 'text', placeholder: 'STOP', required: true, autocomplete: 'off' })
  return form('Answer as the addressee', input, 'Send', async () => {
    const sent = await post('/sandbox/inbound', { from, text: input.value })
    if (sent) input.value = ''
  })
}

/** Plays the addressee, who answers by e-mail. */
function mailReplyForm({ to, from, replyTo, subject }: OutboxEmail): HTMLFormElement {
  const input = element('textarea', { name: 'text', rows: 2, placeholder: 'Bonjour, …' })
  return form('Answer this e-mail', input, 'Send', async () => {
    const answer = { from: to.address, to: replyTo ?? from?.address, subject: `Re: ${subject}`, text: input.value }
    if (await post('/sandbox/inbound/email', answer)) input.value = ''
  })
}

/** Plays the postman. */
function outcomeForm(id: string, onChange: () => void): HTMLFormElement {
  const select = element('select', { name: 'status' })
  select.append(...Object.entries(OUTCOMES).map(([value, textContent]) => element('option', { value, textContent })))
  return form('How it ends', select, 'Tell', async () => {
    await post(`/sandbox/messages/${encodeURIComponent(id)}/outcome`, { status: select.value })
    onChange()
  })
}

function form(label: string, field: HTMLElement, button: string, submit: () => Promise<void>): HTMLFormElement {
  const made = element('form')
  const named = element('label', { textContent: label })
  named.append(field)
  made.append(named, element('button', { type: 'submit', textContent: button }))
  made.addEventListener('submit', (event) => {
    event.preventDefault()
    void submit()
  })
  return made
}

async function post(path: string, content: object): Promise<boolean> {
  const headers = { 'Content-Type': 'application/json' }
  const response = await fetch(path, { method: 'POST', headers, body: JSON.stringify(content) }).catch(() => null)
  return response?.ok ?? false
}

const local = (at: string) => new Date(at).toLocaleString(undefined, { dateStyle: 'medium', timeStyle: 'short' })

function element<Name extends keyof HTMLElementTagNameMap>(
  name: Name,
  properties: Partial<HTMLElementTagNameMap[Name]> = {},
): HTMLElementTagNameMap[Name] {
  return Object.assign(document.createElement(name), properties)
}
