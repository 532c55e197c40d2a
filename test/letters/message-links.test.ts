import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createActivities } from '../../activities/activities.js'
import type { Channel } from '../../src/domain/facts.js'
import type { Email } from '../../src/providers/email/port.js'
import type { Letter } from '../../src/providers/post/port.js'
import type { Sms } from '../../src/providers/sms/port.js'
import { enterByLink, isLinkGood } from '../../src/store/debtor-access.js'
import { ByHand } from '../support/by-hand.js'
import { joinStack, type TestStack } from '../support/stack.js'

const PUBLIC_URL = 'https://relance.example'
const PERSON = { phones: ['+33612345678'], emails: ['camille@exemple.fr'] }

let stack: TestStack
beforeAll(async () => {
  stack = await joinStack()
})
afterAll(() => stack.close())

/** A reminder as it was handed over, and what is kept of it. */
async function reminded(channel: Channel) {
  const file = await ByHand.open(stack, { channels: [channel], debtor: PERSON })
  const handed: (Sms | Email | Letter)[] = []
  const provider = {
    hand: (message: Sms | Email | Letter) => {
      handed.push(message)
      return Promise.resolve({ reference: crypto.randomUUID(), costMicros: 0 })
    },
    find: () => Promise.resolve({ taken: 'unknown' as const }),
  }
  const activities = createActivities({
    db: stack.db,
    channels: { sms: provider, email: provider, post: provider },
    publicUrl: PUBLIC_URL,
    now: () => file.now(),
  })
  expect(await file.decide()).toMatchObject({ do: 'send', actId: 'act' })
  expect(await activities.sendContact({ fileId: file.id, at: file.now().toISOString(), actId: 'act' })).toBe('sent')
  const contact = await file.lastContact()
  const kept = await stack.db.contactMessage.findUniqueOrThrow({ where: { contactId: contact.id } })
  return {
    file,
    message: handed[0],
    contactId: contact.id,
    kept: kept.body,
    links: await stack.db.debtorLink.findMany({ where: { fileId: file.id } }),
  }
}

const tokensIn = (text: string) =>
  [...text.matchAll(/https:\/\/relance\.example\/d\/l\/([\w-]{22})(?![\w-])/g)].map(([, token = '']) => token)

describe('the link of a message', () => {
  it('lets the debtor in from a text message, once; what is kept of it does not', async () => {
    const { file, message, kept, links, contactId } = await reminded('sms')
    const { text, marker } = message as Sms
    const [token = ''] = tokensIn(text)
    expect(links).toMatchObject([{ contactId, usedAt: null }])
    expect(kept).toBe(text.replace(token, '…'))
    expect(text.indexOf(marker)).toBeGreaterThan(text.indexOf(token) + token.length)
    expect(await enterByLink(stack.db, token, file.now())).toEqual({ tenantId: stack.tenantId, fileId: file.id })
    expect(await isLinkGood(stack.db, token, file.now())).toBe(false)
  })

  it('is the same wherever it stands in an e-mail', async () => {
    const { file, message, kept } = await reminded('email')
    const { text, html } = message as Email
    const [token = ''] = tokensIn(text)
    expect(new Set([...tokensIn(text), ...tokensIn(html)])).toEqual(new Set([token]))
    expect(kept).not.toContain(token)
    expect(kept).toContain(`${PUBLIC_URL}/d/l/…`)
    expect(await isLinkGood(stack.db, token, file.now())).toBe(true)
  })

  it.each(['letter', 'call'] as const)('is in no %s', async (channel) => {
    const { kept, links } = await reminded(channel)
    expect(links).toEqual([])
    expect(kept).not.toContain('/d/l/')
  })
})
