import { appendFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { MERCI_FACTEUR_PATH } from '../../src/providers/sandbox/merci-facteur-api.js'
import { textPdf } from '../../src/providers/sandbox/text-pdf.js'
import { TwilioInboundReader } from '../../src/providers/sms/inbound.js'
import { ACCOUNTS, NOW, ownSandbox, receiveCallbacks } from './own-sandbox.js'

let receiver: Awaited<ReturnType<typeof receiveCallbacks>>
let sandbox: Awaited<ReturnType<typeof ownSandbox>>

beforeEach(async () => {
  receiver = await receiveCallbacks()
  sandbox = await ownSandbox(receiver.url)
})
afterEach(async () => {
  await sandbox.close()
  await receiver.close()
})

const twilioPath = `/2010-04-01/Accounts/${ACCOUNTS.twilio.accountSid}/Messages.json`
const basic = `Basic ${Buffer.from(`${ACCOUNTS.twilio.accountSid}:${ACCOUNTS.twilio.authToken}`).toString('base64')}`

/** Whether it was taken. */
async function sendSms(key: string, text = `Bonjour ${key}`, to = '+33612345678', authorization = basic): Promise<boolean> {
  const body = new URLSearchParams({ To: to, From: 'RELANCE', Body: text, StatusCallback: `${receiver.url}/sms?key=${key}` })
  const response = await fetch(sandbox.url + twilioPath, { method: 'POST', headers: { Authorization: authorization }, body })
  return response.ok
}

async function sendEmail(key: string, html: string): Promise<void> {
  const mail = {
    personalizations: [{ to: [{ email: 'nadia@example.test', name: 'Nadia' }], custom_args: { contact: key } }],
    from: { email: 'agence@example.test' },
    subject: 'Facture',
    content: [{ type: 'text/html', value: html }],
  }
  const headers = { Authorization: `Bearer ${ACCOUNTS.sendgrid.apiKey}`, 'Content-Type': 'application/json' }
  await fetch(`${sandbox.url}/v3/mail/send`, { method: 'POST', headers, body: JSON.stringify(mail) })
}

const idsOf = async (query = '') => (await sandbox.request('GET', `/messages${query}`)).body.messages.map(({ key }: { key: string }) => key)
const counts = async () => (await sandbox.request('GET', '/counts')).body

describe('the outbox', () => {
  it('shows what it took, newest first, page by page', async () => {
    for (const key of ['a', 'b', 'c']) await sendSms(key)
    expect(await idsOf()).toEqual(['c', 'b', 'a'])
    const first = (await sandbox.request('GET', '/messages?limit=2')).body
    expect(await idsOf(`?limit=2&cursor=${first.nextCursor}`)).toEqual(['a'])
  })

  it('finds messages by channel, addressee and words', async () => {
    await sendSms('a', 'Votre solde', '+33611111111')
    await sendSms('b', 'Votre facture', '+33622222222')
    await sendEmail('c', '<p>Votre facture</p>')
    expect(await idsOf('?channel=sms')).toEqual(['b', 'a'])
    expect(await idsOf('?to=%2B33611111111')).toEqual(['a'])
    expect(await idsOf('?contains=FACTURE')).toEqual(['c', 'b'])
  })

  it('counts messages that share a key, and those that say the same to the same', async () => {
    await sendSms('a')
    await sendSms('b', 'pareil')
    expect(await counts()).toEqual({ total: 2, byKey: [], byContent: [] })
    await sendSms('a', 'autrement')
    await sendSms('c', 'pareil')
    expect(await counts()).toMatchObject({ total: 4, byKey: [{ value: 'a', ids: [expect.any(String), expect.any(String)] }] })
    expect((await counts()).byContent).toHaveLength(1)
  })

  it('is there again after a restart, without the line that was cut short', async () => {
    await sendSms('a')
    await sendEmail('b', '<p>bonjour</p>')
    await sandbox.settled()
    const before = (await sandbox.request('GET', '/messages')).body
    await sandbox.stop()
    appendFileSync(join(sandbox.folder, 'outbox.jsonl'), '{"message":{"id":"cut sho')
    sandbox = await ownSandbox(receiver.url, { folder: sandbox.folder })
    expect((await sandbox.request('GET', '/messages')).body).toEqual(before)
    await sendSms('c')
    await sandbox.stop()
    sandbox = await ownSandbox(receiver.url, { folder: sandbox.folder })
    expect(await idsOf()).toEqual(['c', 'b', 'a'])
  })

  it('takes no token that it did not give', async () => {
    const headers = { 'ww-service-id': 'service', 'ww-access-token': '99999999999.forged' }
    const response = await fetch(`${sandbox.url}${MERCI_FACTEUR_PATH}/listEnvois?idUser=7`, { headers })
    expect(response.status).toBe(401)
  })

  it('signs with the same key after a restart', async () => {
    const { body } = await sandbox.request('GET', '/keys')
    await sandbox.stop()
    sandbox = await ownSandbox(receiver.url, { folder: sandbox.folder })
    expect((await sandbox.request('GET', '/keys')).body).toEqual(body)
  })

  it('shows the letters of the print spool, and none while the folder is not there', async () => {
    const spoolFolder = mkdtempSync(join(tmpdir(), 'relance-spool-'))
    await sandbox.close()
    sandbox = await ownSandbox(receiver.url, { spoolFolder: join(spoolFolder, 'not-there') })
    expect(await idsOf()).toEqual([])
    await sandbox.close()
    sandbox = await ownSandbox(receiver.url, { spoolFolder })
    const line = {
      key: 'letter-1',
      reference: 'D-1',
      to: { name: 'Nadia', address: { lines: ['1 rue A'], postcode: '75001', city: 'Paris', country: 'FR' } },
    }
    writeFileSync(join(spoolFolder, 'letter-1.pdf'), textPdf(['Bonjour']))
    writeFileSync(join(spoolFolder, 'manifest.jsonl'), `${JSON.stringify({ ...line, pages: 2, registered: true, at: NOW })}\n{"key":"half`)
    const { body } = await sandbox.request('GET', '/messages?channel=letter')
    expect(body.messages).toMatchObject([{ provider: 'spool', key: 'letter-1', pages: 2, to: { address: '1 rue A\n75001 Paris\nFR' } }])
    const { status, headers } = await sandbox.request('GET', `/messages/${body.messages[0].id}/letter.pdf`)
    expect([status, headers.get('Content-Type')]).toEqual([200, 'application/pdf'])
    rmSync(spoolFolder, { recursive: true })
  })

  it('shows an e-mail in which nothing runs', async () => {
    await sendEmail('a', '<script>alert(1)</script><p>Bonjour</p>')
    const [{ id }] = (await sandbox.request('GET', '/messages')).body.messages
    const { body, headers } = await sandbox.request('GET', `/messages/${id}/html`)
    expect(body).toContain('<p>Bonjour</p>')
    expect(headers.get('Content-Security-Policy')).toMatch(/default-src 'none'.*sandbox$/)
  })

  it('knows nothing of a message that it has not', async () => {
    for (const path of ['/messages/none', '/messages/none/html', '/messages/..%2Foutbox.jsonl/letter.pdf', '/nothing']) {
      const { status, body } = await sandbox.request('GET', path)
      expect([status, body.status]).toEqual([404, 404])
    }
  })

  it('takes nothing from a stranger', async () => {
    expect(await sendSms('a', 'Bonjour', '+33612345678', 'Basic Zm9vOmJhcg==')).toBe(false)
    expect(await counts()).toMatchObject({ total: 0 })
  })
})

it('passes a message from a phone on, signed', async () => {
  expect((await sandbox.request('POST', '/inbound', { from: '+33612345678', text: 'STOP' })).status).toBe(202)
  await sandbox.settled()
  const [callback] = receiver.received
  if (!callback) throw new Error('nothing was passed on')
  const reader = new TwilioInboundReader(ACCOUNTS.twilio.authToken)
  expect(reader.read(callback)).toEqual({ from: '+33612345678', text: 'STOP', messageId: expect.stringMatching(/^SM/) })
  expect(new TwilioInboundReader('another-token').read(callback)).toBeNull()
})

describe('faults', () => {
  const outcomes = async () => {
    const taken: boolean[] = []
    for (let number = 0; number < 40; number += 1) taken.push(await sendSms(`contact-${number}`))
    return taken
  }

  it('are the same in two runs of one seed, and others of another', async () => {
    const rule = { kind: '500', rate: 0.3, seed: 7 }
    await sandbox.faults([rule])
    const first = await outcomes()
    await sandbox.close()
    sandbox = await ownSandbox(receiver.url)
    await sandbox.faults([rule])
    expect(await outcomes()).toEqual(first)
    expect(first.filter((taken) => !taken).length).toBeGreaterThan(4)
    expect(first.filter((taken) => !taken).length).toBeLessThan(20)
    await sandbox.faults([{ ...rule, seed: 8 }])
    expect(await outcomes()).not.toEqual(first)
  })

  it('do not depend on the order in which messages come', async () => {
    const rule = { kind: '500', rate: 0.5, seed: 'order' }
    const keys = Array.from({ length: 12 }, (_none, number) => `contact-${number}`)
    const takenOf = async (order: string[]) => {
      await sandbox.faults([rule])
      const taken: string[] = []
      for (const key of order) if (await sendSms(key)) taken.push(key)
      return taken.sort()
    }
    expect(await takenOf(keys)).toEqual(await takenOf([...keys].reverse()))
  })

  it('let a message through at last that is tried again', async () => {
    await sandbox.faults([{ kind: '500', rate: 0.5, seed: 1 }])
    const tries = []
    for (let attempt = 0; attempt < 20; attempt += 1) tries.push(await sendSms('one'))
    expect(new Set(tries)).toEqual(new Set([true, false]))
  })

  it('hold as often as was said, and for whom', async () => {
    await sandbox.faults([{ kind: '500', times: 1, match: { to: '+336111', contains: 'solde' } }])
    expect(await sendSms('a', 'Votre solde', '+33622222222')).toBe(true)
    expect(await sendSms('b', 'Votre facture', '+33611111111')).toBe(true)
    expect(await sendSms('c', 'Votre solde', '+33611111111')).toBe(false)
    expect(await sendSms('d', 'Votre solde', '+33611111111')).toBe(true)
    expect((await sandbox.request('GET', '/faults')).body).toMatchObject([{ kind: '500', used: 1 }])
    await sandbox.request('DELETE', '/faults')
    expect((await sandbox.request('GET', '/faults')).body).toEqual([])
  })

  it.each([
    [{ kind: 'unknown' }, '0.kind'],
    [{ kind: '500', rate: 2, seed: 1 }, '0.rate'],
    [{ kind: '500', rate: 0.5 }, '0.seed'],
    [{ kind: 'slow' }, '0.milliseconds'],
    [{ kind: '500', chanel: 'sms' }, '0'],
  ])('are refused where they make no sense: %j', async (rule, field) => {
    const { status, headers, body } = await sandbox.faults([rule])
    expect([status, headers.get('Content-Type')]).toEqual([400, 'application/problem+json; charset=utf-8'])
    expect(body.faults).toMatchObject([{ field }])
    expect((await sandbox.request('GET', '/faults')).body).toEqual([])
  })
})
