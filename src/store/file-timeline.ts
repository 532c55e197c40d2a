import type { FileView } from '../contracts/file-view.js'
import { judicialWords } from '../contracts/judicial-words.js'
import type { LawPack } from '../domain/law-pack.js'
import { legalDayOf } from '../domain/legal-day.js'
import type { Plan } from '../domain/plan.js'
import type { Contact, FileEvent } from '../generated/prisma/client.js'

type Timeline = FileView['timeline']

/** What has happened to a file and what is ahead of it, on one line. A reservation that led to an act is not told twice. */
export function timelineOf(events: FileEvent[], contacts: Contact[], plan: Plan, law: LawPack): Timeline {
  return {
    past: events.filter(({ kind }) => kind !== 'contact-reserved').map((event) => pastOf(event, contacts, law)),
    planned: plan.acts.map(({ actId: act, ...rest }) => ({ act, ...rest })),
    end: endOf(plan),
  }
}

function pastOf({ kind, actor, legalTime, data }: FileEvent, contacts: Contact[], law: LawPack): Timeline['past'][number] {
  const { contactId, actId, channel, amountCents } = data as Record<string, unknown>
  const contact = contacts.find(({ id }) => id === contactId)
  return {
    on: legalDayOf(legalTime, law.zone),
    kind,
    actor,
    act: contact?.actId ?? (typeof actId === 'string' ? actId : null),
    channel: contact?.channel ?? (typeof channel === 'string' ? channel : null),
    amountCents: typeof amountCents === 'number' ? amountCents : null,
    words: judicialWords(kind, data as Record<string, unknown>),
  }
}

function endOf({ end }: Plan): Timeline['end'] {
  return {
    do: end.do,
    until: end.do === 'wait' ? end.until : null,
    question: end.do === 'ask-human' ? end.question : null,
    because: end.because,
  }
}
