import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ContactView } from '../../src/contracts/contact.js'
import { type WorkItem, Worklist } from '../../src/contracts/worklist.js'
import { recordInbound } from '../../src/store/inbound.js'
import { eventually } from '../support/eventually.js'
import type { TestStack } from '../support/stack.js'
import { type Caller, claim, debtor, joinAgency, mobile, problemIn, refusalIn } from './caller.js'
import { writeContact } from './rows.js'

let stack: TestStack
let api: Caller

beforeAll(async () => {
  const agency = await joinAgency()
  stack = agency.stack
  api = agency.api
})
afterAll(() => stack.close())

const NOBODY = '00000000-0000-7000-8000-000000000000'
const at = (file: string, contact: string, verb = '') => `/v1/files/${file}/contacts/${contact}${verb && `/${verb}`}`
const show = async (file: string, contact: string) => ContactView.parse(await api.get(at(file, contact)))
const work = async (query = '', caller = api) => Worklist.parse(await caller.get(`/v1/worklist?${query}`))
const waiting = async (kind: WorkItem['kind']) => (await work(`kind=${kind}&limit=200`)).items

describe('a contact', () => {
  it('is shown with its words and every report of it', async () => {
    const { id } = await api.open()
    const contact = await writeContact(stack, id)
    await stack.db.contactMessage.create({ data: { contactId: contact, subject: 'Votre facture', body: 'Bonjour, …' } })
    await api.made(at(id, contact, 'posting'))
    expect(await show(id, contact)).toMatchObject({
      id: contact,
      step: 'first-letter',
      act: 'first-letter',
      state: 'sent',
      delivery: 'posted',
      amountCents: 125_000,
      message: { subject: 'Votre facture', body: 'Bonjour, …', pdfSha256: null },
      reports: [{ provider: 'mail-room', status: 'posted' }],
      because: [{ rule: 'step:first-letter' }],
    })
  })

  it.each([NOBODY, 'nonsense'])('that is not there is 404: %s', async (contact) => {
    const { id } = await api.open()
    const answers = await Promise.all([
      api.ask('GET', at(id, contact)),
      api.post(at(id, contact, 'posting')),
      api.post(at(id, contact, 'settlement'), { outcome: 'sent' }),
      api.post(at(id, contact, 'call-outcome'), { outcome: 'reached' }),
    ])
    expect(answers.map(refusalIn)).toEqual(answers.map(() => '404 contact-unknown'))
  })

  it('of another file is not there', async () => {
    const [{ id }, { id: other }] = [await api.open(), await api.open()]
    const contact = await writeContact(stack, other, { state: 'unknown' })
    expect(refusalIn(await api.ask('GET', at(id, contact)))).toBe('404 contact-unknown')
    expect(refusalIn(await api.post(at(id, contact, 'settlement'), { outcome: 'sent' }))).toBe('404 contact-unknown')
  })

  it('of another agency is not there', async () => {
    const { id } = await api.open()
    const contact = await writeContact(stack, id, { state: 'unknown' })
    const { stack: other, api: stranger } = await joinAgency()
    const answers = await Promise.all([
      stranger.ask('GET', at(id, contact)),
      stranger.post(at(id, contact, 'posting')),
      stranger.post(at(id, contact, 'settlement'), { outcome: 'sent' }),
      stranger.post(at(id, contact, 'call-outcome'), { outcome: 'reached' }),
      stranger.ask('GET', `/v1/files/${id}/history`),
    ])
    expect(answers.map(refusalIn)).toEqual(answers.map(() => '404 file-unknown'))
    expect((await show(id, contact)).state).toBe('unknown')
    await other.close()
  })
})

describe('a printed letter', () => {
  it('waits for its posting, which is confirmed once', async () => {
    const { id } = await api.open()
    const contact = await writeContact(stack, id)
    expect((await waiting('letter')).map((item) => item.contact)).toContain(contact)
    await api.made(at(id, contact, 'posting'))
    await api.made(at(id, contact, 'posting'))
    expect((await waiting('letter')).map((item) => item.contact)).not.toContain(contact)
    expect((await show(id, contact)).reports).toHaveLength(1)
  })

  it('is confirmed with all others of the agency, and with no other’s', async () => {
    const { stack: own, api: caller } = await joinAgency()
    const contacts: string[] = []
    for (let n = 0; n < 6; n++) contacts.push(await writeContact(own, (await caller.open()).id))
    const { id: mine } = await api.open()
    const other = await writeContact(stack, mine)
    expect(await caller.made('/v1/postings')).toEqual({ confirmed: 6 })
    expect(await caller.made('/v1/postings')).toEqual({ confirmed: 0 })
    expect((await show(mine, other)).delivery).toBeNull()
    await own.close()
  })

  it('is no e-mail', async () => {
    const { id } = await api.open()
    const contact = await writeContact(stack, id, { channel: 'email' })
    expect(refusalIn(await api.post(at(id, contact, 'posting')))).toBe('404 contact-unknown')
  })
})

describe('an act whose end nobody knows', () => {
  it.each(['sent', 'failed'] as const)('is settled by a person as %s, once', async (outcome) => {
    const { id } = await api.open()
    const contact = await writeContact(stack, id, { state: 'unknown' })
    expect((await waiting('contact-unresolved')).map((item) => item.contact)).toContain(contact)
    for (let n = 0; n < 2; n++) expect(await api.made(at(id, contact, 'settlement'), { outcome })).toMatchObject({ state: outcome })
    expect((await api.file(id)).events.filter(({ kind }) => kind === 'contact-settled-by-person')).toHaveLength(1)
    expect((await waiting('contact-unresolved')).map((item) => item.contact)).not.toContain(contact)
    const opposite = outcome === 'sent' ? 'failed' : 'sent'
    expect(refusalIn(await api.post(at(id, contact, 'settlement'), { outcome: opposite }))).toBe('409 contact-settled')
  })

  it('is settled as one thing or the other', async () => {
    const { id } = await api.open()
    const contact = await writeContact(stack, id, { state: 'unknown' })
    expect(problemIn(await api.post(at(id, contact, 'settlement'), { outcome: 'perhaps' }))).toMatchObject({
      faults: [{ field: 'outcome' }],
    })
  })
})

describe('a call', () => {
  it.each([
    ['reached', 'delivered'],
    ['not-reached', 'failed'],
  ])('that %s is noted once', async (outcome, delivery) => {
    const { id } = await api.open()
    const contact = await writeContact(stack, id, { channel: 'call' })
    expect((await waiting('call')).map((item) => item.contact)).toContain(contact)
    for (let n = 0; n < 2; n++) expect(await api.made(at(id, contact, 'call-outcome'), { outcome })).toMatchObject({ delivery })
    expect((await waiting('call')).map((item) => item.contact)).not.toContain(contact)
    const opposite = outcome === 'reached' ? 'not-reached' : 'reached'
    expect(refusalIn(await api.post(at(id, contact, 'call-outcome'), { outcome: opposite }))).toBe('409 contact-settled')
  })

  it('is no letter', async () => {
    const { id } = await api.open()
    const contact = await writeContact(stack, id)
    expect(refusalIn(await api.post(at(id, contact, 'call-outcome'), { outcome: 'reached' }))).toBe('404 contact-unknown')
  })
})

describe('the worklist', () => {
  it('holds a question that a file asks, and not twice what an unknown act asks', async () => {
    const { id, reference } = await api.open({ debtor: debtor({ addresses: [] }), claims: [claim({ dueDate: '2025-12-01' })] })
    await eventually(async () =>
      expect(await waiting('question')).toContainEqual({
        kind: 'question',
        since: expect.any(String),
        file: { id, reference },
        debtor: 'Garage Martin',
        contact: null,
        question: 'debtor-unreachable',
        message: null,
        limitation: null,
        acknowledgement: null,
        remittance: null,
        money: null,
        paper: null,
        mandate: null,
        matter: null,
        insolvency: null,
        identity: null,
        owedBack: null,
      }),
    )
  })

  it('holds a message until it is read', async () => {
    const from = mobile()
    const { id, reference } = await api.open({ debtor: debtor({ phones: [from] }) })
    const message = {
      provider: 'twilio',
      messageId: `SM:${randomUUID()}`,
      channel: 'sms',
      from,
      text: 'Je paie vendredi',
    } as const
    await recordInbound(stack.db, message, new Date('2026-01-16T10:00:00Z'))
    const item = (await waiting('message')).find(({ file }) => file?.id === id)
    expect(item).toMatchObject({ file: { reference }, message: { channel: 'sms', text: 'Je paie vendredi' } })
    const read = `/v1/messages/${encodeURIComponent(String(item?.message?.id))}/reading`
    const { stack: other, api: stranger } = await joinAgency()
    expect(refusalIn(await stranger.post(read))).toBe('404 resource-unknown')
    await other.close()
    for (let n = 0; n < 2; n++) expect(await api.made(read)).toEqual({ read: true })
    expect((await waiting('message')).map(({ file }) => file?.id)).not.toContain(id)
  })

  it('is read page by page, the longest waiting first, each item once', async () => {
    const { stack: own, api: caller } = await joinAgency()
    const contacts: string[] = []
    for (let n = 0; n < 5; n++) {
      const { id } = await caller.open()
      contacts.push(await writeContact(own, id, { channel: n % 2 === 0 ? 'letter' : 'call' }))
    }
    const seen: WorkItem[] = []
    for (let cursor = ''; ; ) {
      const page = await work(`limit=2${cursor}`, caller)
      seen.push(...page.items)
      if (page.next === null) break
      cursor = `&cursor=${page.next}`
    }
    expect(new Set(seen.map((item) => item.contact))).toEqual(new Set(contacts))
    expect(seen).toHaveLength(5)
    expect(seen.map(({ since }) => since)).toEqual(seen.map(({ since }) => since).sort())
    await own.close()
  })

  it('of another agency holds none of it', async () => {
    const { stack: other, api: stranger } = await joinAgency()
    await writeContact(stack, (await api.open()).id, { state: 'unknown' })
    expect((await work('', stranger)).items).toEqual([])
    await other.close()
  })

  it.each([
    ['kind=nothing', 'kind'],
    ['cursor=nonsense', 'cursor'],
    ['limit=0', 'limit'],
  ])('%s is refused, naming the field', async (query, field) => {
    expect(problemIn(await api.ask('GET', `/v1/worklist?${query}`))).toMatchObject({ status: 400, faults: [{ field }] })
  })
})
