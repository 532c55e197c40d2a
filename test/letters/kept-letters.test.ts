import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createActivities } from '../../activities/activities.js'
import { OpenFileBody } from '../../src/contracts/debt-file.js'
import { PrintSpool } from '../../src/providers/post/spool.js'
import { viewFile } from '../../src/store/file-view.js'
import { openFile } from '../../src/store/open-file.js'
import { publishStrategy } from '../../src/store/tenant.js'
import { Caller, problemIn, refusalIn } from '../api/caller.js'
import { writeContact } from '../api/rows.js'
import { temporaryFolder } from '../embedded/temporary-folder.js'
import { joinStack, type TestStack } from '../support/stack.js'

const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex')

/** A letter that was printed, and what is kept of it. The dates lie far ahead: the file's own workflow sleeps meanwhile. */
describe('a letter that was printed', () => {
  const AT = '2096-01-12T09:00:00.000Z' // a Thursday, 10:00 in Paris
  const folder = temporaryFolder()
  let stack: TestStack
  let api: Caller
  let fileId: string
  let contactId: string

  beforeAll(async () => {
    stack = await joinStack()
    api = new Caller(stack.apiUrl, stack.apiKey)
    const letter = { stage: 'opening', channels: ['letter'], payWithinDays: 8, registered: false } as const
    const first = { id: 'opening-letter', afterDays: 10, ...letter }
    await publishStrategy(stack.db, stack.tenantId, { name: 'kept', version: 7, steps: [first] })
    const legalStart = new Date('2096-01-05T09:00:00Z')
    const { legalStart: _, ...input } = OpenFileBody.parse({
      creditor: 'own',
      debtor: { name: 'Camille Test', language: 'nl', addresses: [{ lines: ['1 rue du Test'], postcode: '75002', city: 'Paris' }] },
      claims: [{ reference: crypto.randomUUID(), amountCents: 100_00, currency: 'EUR', dueDate: '2096-01-02' }],
      strategy: 'kept',
    })
    const how = { tenantId: stack.tenantId, actor: 'test', key: crypto.randomUUID(), legalStart, now: legalStart, clock: 'real' as const }
    fileId = (await openFile(stack.db, how, input)).id
    const now = () => new Date(AT)
    const post = new PrintSpool({ folder: folder.path, prices: { microsPerPage: 1, microsPerLetter: 1, microsRegistered: 1 }, now })
    const none = { hand: () => Promise.reject(new Error('no such channel')), find: () => Promise.reject(new Error('no such channel')) }
    const activities = createActivities({ db: stack.db, channels: { post, sms: none, email: none }, publicUrl: 'http://127.0.0.1', now })
    expect(await activities.sendContact({ fileId, at: AT, actId: 'opening-letter' })).toBe('sent')
    contactId = (await stack.db.contact.findFirstOrThrow({ where: { fileId } })).id
  })
  afterAll(async () => {
    folder.remove()
    await stack.close()
  })

  const fetched = async () => {
    const response = await fetch(new URL(`/v1/contacts/${contactId}/letter`, stack.apiUrl), {
      headers: { authorization: `Bearer ${stack.apiKey}` },
    })
    return { type: response.headers.get('content-type'), bytes: new Uint8Array(await response.arrayBuffer()) }
  }

  it('is kept byte for byte as it was printed, with its hash', async () => {
    const printed = readFileSync(join(folder.path, `${contactId}.pdf`))
    const kept = await stack.db.contactMessage.findUniqueOrThrow({ where: { contactId } })
    expect(sha256(kept.pdf ?? new Uint8Array())).toBe(sha256(printed))
    expect(kept.pdfSha256).toBe(sha256(printed))
    const { type, bytes } = await fetched()
    expect(type).toBe('application/pdf')
    expect(sha256(bytes)).toBe(sha256(printed))
    expect(Buffer.from(bytes.slice(0, 5)).toString('latin1')).toBe('%PDF-')
  })

  it('is shown with the text and the strategy that it was made by, also after the file has moved to another', async () => {
    const { db, tenantId } = stack
    const shown = async () => (await viewFile(db, tenantId, fileId, new Date(AT))).contacts[0]
    const made = { template: 'shipped/opening/letter/nl/creditor v1', strategy: 'kept v7' }
    expect(await shown()).toMatchObject({
      ...made,
      pdfSha256: (await db.contactMessage.findUniqueOrThrow({ where: { contactId } })).pdfSha256,
    })
    const other = await db.strategyVersion.findFirstOrThrow({ where: { tenantId, name: 'three-letters' } })
    await db.debtFile.update({ where: { id: fileId }, data: { strategyId: other.id } })
    expect(await shown()).toMatchObject(made)
  })

  it('is nobody else’s, and no other contact has one', async () => {
    const stranger = await joinStack()
    const asked = `/v1/contacts/${contactId}/letter`
    expect(refusalIn(await new Caller(stranger.apiUrl, stranger.apiKey).ask('GET', asked))).toBe('404 contact-unknown')
    await stranger.close()
    expect(refusalIn(await api.ask('GET', '/v1/contacts/nonsense/letter'))).toBe('404 contact-unknown')
    const call = await writeContact(stack, fileId, { channel: 'call', stepId: 'call', actId: 'call' })
    expect(refusalIn(await api.ask('GET', `/v1/contacts/${call}/letter`))).toBe('404 resource-unknown')
  })
})

describe('a text that lacks a mention', () => {
  it('is refused when it is published, with the article that wants it', async () => {
    const stack = await joinStack()
    const api = new Caller(stack.apiUrl, stack.apiKey)
    const body = 'Dossier {{fileReference}}, {{senderName}} pour {{creditorName}} : {{amount}} au plus tard le {{payBefore}}.'
    const reminder = { id: 'reminder-1', channel: 'call', language: 'fr', version: 1, body }
    const refused = problemIn(await api.post('/v1/templates', { ...reminder, collects: 'agency' }))
    expect(refused.faults).toEqual([
      { field: 'body', message: expect.stringMatching(/openingReference \(.*, Code des procédures civiles d’exécution R124-4/) },
      { field: 'body', message: expect.stringMatching(/openingDate \(.*, Code des procédures civiles d’exécution R124-4/) },
    ])
    // The tenant collects its own claims, and the law of Belgium wants no such recall.
    expect((await api.post('/v1/templates', reminder)).status).toBe(201)
    expect((await api.post('/v1/templates', { ...reminder, collects: 'agency', country: 'BE' })).status).toBe(201)
    await stack.close()
  })
})
