import { type OutboxMessage, OutboxPage } from '../../contracts/outbox.js'
import { createCard, updateCard } from './card.js'

const REFRESH_MS = 2500
const PAGE_SIZE = 30
const MOST = 200

const byId = <T extends HTMLElement>(id: string) => document.getElementById(id) as T
const list = byId<HTMLOListElement>('messages')
const filters = byId<HTMLFormElement>('filters')
const older = byId<HTMLButtonElement>('older')
const cards = new Map<string, HTMLLIElement>()
let shown = PAGE_SIZE
/** Counts the requests: an answer that a later one has overtaken is not shown. */
let asked = 0

async function refresh(): Promise<void> {
  asked += 1
  const mine = asked
  const wanted = new URLSearchParams({ limit: String(shown) })
  for (const [name, value] of new FormData(filters)) if (typeof value === 'string' && value !== '') wanted.set(name, value)
  try {
    const response = await fetch(`/sandbox/messages?${wanted}`)
    const page = OutboxPage.parse(await response.json())
    if (mine === asked) show(page)
  } catch {
    if (mine === asked) announce('The sandbox does not answer.', true)
  }
}

function show({ messages, nextCursor }: OutboxPage): void {
  place(messages)
  byId('nothing').hidden = messages.length > 0
  older.hidden = nextCursor === null || shown >= MOST
  const count = `${messages.length}${nextCursor === null ? '' : '+'}`
  announce(messages.length === 1 ? '1 message' : `${count} messages`, false)
}

/** Leaves what is in its place where it is: a frame that is moved loads again. */
function place(messages: OutboxMessage[]): void {
  const wanted = new Set(messages.map(({ id }) => id))
  for (const [id, card] of cards) {
    if (wanted.has(id)) continue
    card.remove()
    cards.delete(id)
  }
  let next = list.firstElementChild
  for (const message of messages) {
    const card = cards.get(message.id) ?? newCard(message)
    updateCard(card, message)
    if (card === next) next = card.nextElementSibling
    else list.insertBefore(card, next)
  }
}

function newCard(message: OutboxMessage): HTMLLIElement {
  const card = createCard(message, () => void refresh())
  cards.set(message.id, card)
  return card
}

/** Only what is new: a screen reader says it each time. */
function announce(text: string, failed: boolean): void {
  const summary = byId('summary')
  if (summary.textContent === text) return
  summary.textContent = text
  summary.dataset.failed = String(failed)
}

filters.addEventListener('input', () => {
  shown = PAGE_SIZE
  void refresh()
})
filters.addEventListener('submit', (event) => event.preventDefault())
older.addEventListener('click', () => {
  shown = Math.min(MOST, shown + PAGE_SIZE)
  void refresh()
})

void refresh()
setInterval(() => void refresh(), REFRESH_MS)
