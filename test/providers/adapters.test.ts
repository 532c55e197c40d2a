import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { type ActProvider, ActRefused } from '../../src/providers/act.js'
import type { CallbackReader, DeliveryReport } from '../../src/providers/delivery.js'
import { SendgridEmail } from '../../src/providers/email/sendgrid.js'
import { SendgridCallbackReader } from '../../src/providers/email/sendgrid-callback.js'
import { MerciFacteur } from '../../src/providers/post/merci-facteur.js'
import { MerciFacteurCallbackReader } from '../../src/providers/post/merci-facteur-callback.js'
import { MERCI_FACTEUR_PATH } from '../../src/providers/sandbox/merci-facteur-api.js'
import { textPdf } from '../../src/providers/sandbox/text-pdf.js'
import { TwilioSms } from '../../src/providers/sms/twilio.js'
import { TwilioCallbackReader } from '../../src/providers/sms/twilio-callback.js'
import { eventually } from '../support/eventually.js'
import { ACCOUNTS, NOW, ownSandbox, receiveCallbacks } from './own-sandbox.js'

/**
 * What every adapter promises of its provider, tried against the sandbox by the provider's own SDK: a message is taken once or
 * its fate is told truly, a refusal is told from a lost answer, and callbacks are read whatever their order and number.
 *
 * Not claimed: that the sandbox answers as the real services do beyond what their papers say.
 */

let receiver: Awaited<ReturnType<typeof receiveCallbacks>>
let sandbox: Awaited<ReturnType<typeof ownSandbox>>
let eventKey: string
let lastKey = 0

beforeAll(async () => {
  receiver = await receiveCallbacks()
  sandbox = await ownSandbox(receiver.url)
  eventKey = (await sandbox.request('GET', '/keys')).body.sendgrid
})
afterEach(async () => {
  await sandbox.settled()
  await sandbox.faults([])
  receiver.received.length = 0
})
afterAll(async () => {
  await sandbox.close()
  await receiver.close()
})

interface Subject {
  provider(): ActProvider<{ key: string }>
  /** A message that differs from every other by its key alone. */
  message(key: string): { key: string }
  reader(): CallbackReader
  /** Whether its callbacks give the contact's id back. */
  hasKey: boolean
  costMicros: number
  /** What may be said of a message whose answer was lost, and of one that never arrived. */
  afterAnswerLost: true | 'unknown'
  afterConnectionLost: false | 'unknown'
  wrongNumber: string
  /** Statuses told of a message that arrives, and of one that does not. */
  arrives: string[]
  bounces: string[]
}

const address = { lines: ['12 rue des Lilas'], postcode: '75011', city: 'Paris', country: 'FR' }

const SUBJECTS: Record<string, Subject> = {
  Twilio: {
    provider: () =>
      new TwilioSms({
        ...ACCOUNTS.twilio,
        from: 'RELANCE',
        baseUrl: sandbox.url,
        callbackUrl: `${receiver.url}/sms`,
        microsPerSegment: 70_000,
      }) as never,
    message: (key) => ({ key, to: '+33612345678', text: `Facture en retard, voir ${key}`, marker: key }) as never,
    reader: () => new TwilioCallbackReader(ACCOUNTS.twilio.authToken),
    hasKey: true,
    costMicros: 70_000,
    afterAnswerLost: true,
    afterConnectionLost: false,
    wrongNumber: 'twilio-21211',
    arrives: ['accepted', 'accepted', 'delivered'],
    bounces: ['accepted', 'accepted', 'bounced'],
  },
  SendGrid: {
    provider: () =>
      new SendgridEmail({ ...ACCOUNTS.sendgrid, from: 'agence@example.test', baseUrl: sandbox.url, microsPerEmail: 900 }) as never,
    message: (key) =>
      ({
        key,
        to: { name: 'Nadia Blanc', address: 'nadia@example.test' },
        fromName: 'Agence',
        subject: 'Votre facture',
        text: `Voir ${key}`,
        html: `<p>Voir ${key}</p>`,
      }) as never,
    reader: () => new SendgridCallbackReader(eventKey),
    hasKey: true,
    costMicros: 900,
    afterAnswerLost: 'unknown',
    afterConnectionLost: 'unknown',
    wrongNumber: 'sendgrid-http-400',
    arrives: ['accepted', 'delivered'],
    bounces: ['accepted', 'bounced'],
  },
  'Merci Facteur': {
    provider: () =>
      new MerciFacteur({
        ...ACCOUNTS.merciFacteur,
        userId: 7,
        baseUrl: `${sandbox.url}${MERCI_FACTEUR_PATH}`,
        microsPerLetter: { simple: 1_600_000, registered: 6_900_000 },
        now: () => NOW,
      }) as never,
    message: (key) =>
      ({
        key,
        reference: `REF ${key}`,
        to: { name: `Nadia Blanc ${key}`, address },
        from: { name: 'Agence', address },
        pdf: textPdf([`Mise en demeure ${key}`]),
        pages: 1,
        registered: true,
      }) as never,
    reader: () => new MerciFacteurCallbackReader(ACCOUNTS.merciFacteur.webhookSecret),
    hasKey: false,
    costMicros: 6_900_000,
    afterAnswerLost: 'unknown',
    afterConnectionLost: 'unknown', // other letters of its kind are listed
    wrongNumber: 'merci-facteur-INFO_ADDRESS_MISSING',
    arrives: ['accepted', 'printed', 'posted'],
    bounces: ['accepted', 'printed', 'posted', 'address-unknown'],
  },
}

function newKey(): string {
  lastKey += 1
  return `contact-${lastKey}`
}
const takenUnder = async (key: string) => {
  const { body } = await sandbox.request('GET', `/messages?contains=${key}&limit=200`)
  return body.messages.filter((message: { key: string }) => message.key === key)
}

describe.each(Object.entries(SUBJECTS))('%s', (_name, subject) => {
  const reports = (): DeliveryReport[] => receiver.received.flatMap((callback) => subject.reader().read(callback, NOW) ?? [])
  const refusalOf = (key: string) =>
    subject
      .provider()
      .hand(subject.message(key))
      .then(fail, (error: unknown) => error)

  it('hands a message over once, at its price, under the provider’s identifier', async () => {
    const key = newKey()
    const { reference, costMicros } = await subject.provider().hand(subject.message(key))
    expect(costMicros).toBe(subject.costMicros)
    expect(await takenUnder(key)).toMatchObject([{ id: reference }])
  })

  it('tells the truth of a message whose answer was lost', async () => {
    const key = newKey()
    await sandbox.faults([{ kind: 'answer-lost', times: 1 }])
    expect(await refusalOf(key)).not.toBeInstanceOf(ActRefused)
    const whereabouts = await subject.provider().find(subject.message(key), NOW)
    const [taken] = await takenUnder(key)
    expect(whereabouts).toEqual(
      subject.afterAnswerLost === true ? { taken: true, reference: taken.id, costMicros: subject.costMicros } : { taken: 'unknown' },
    )
  })

  it('tells the truth of a message that never arrived', async () => {
    const key = newKey()
    await sandbox.faults([{ kind: 'connection-lost', times: 1 }])
    expect(await refusalOf(key)).not.toBeInstanceOf(ActRefused)
    expect(await subject.provider().find(subject.message(key), NOW)).toEqual({ taken: subject.afterConnectionLost })
    expect(await takenUnder(key)).toEqual([])
  })

  it('is refused for certain when it is one request too many', async () => {
    const key = newKey()
    await sandbox.faults([{ kind: '429', times: 1 }])
    expect(await refusalOf(key)).toMatchObject({ name: 'ActRefused', code: 'rate-limited', fault: 'other' })
    expect(await takenUnder(key)).toEqual([])
  })

  it('leaves open what became of a message when the service has a fault', async () => {
    await sandbox.faults([{ kind: '500', times: 1 }])
    const error = await refusalOf(newKey())
    expect(error).toBeInstanceOf(Error)
    expect(error).not.toBeInstanceOf(ActRefused)
  })

  it('is refused for its destination when that is unusable', async () => {
    await sandbox.faults([{ kind: 'wrong-number', times: 1 }])
    expect(await refusalOf(newKey())).toMatchObject({ name: 'ActRefused', code: subject.wrongNumber, fault: 'destination' })
  })

  it('reports each step, under the message’s identifier and the contact’s id', async () => {
    const key = newKey()
    const { reference } = await subject.provider().hand(subject.message(key))
    await sandbox.settled()
    expect(reports().map(({ status }) => status)).toEqual(subject.arrives)
    const named = { reference, key: subject.hasKey ? key : null }
    expect(reports()).toEqual(reports().map((report) => ({ ...report, ...named, at: NOW })))
  })

  it('reports a message that does not arrive', async () => {
    await sandbox.faults([{ kind: 'bounce', times: 1 }])
    await subject.provider().hand(subject.message(newKey()))
    await sandbox.settled()
    expect(reports().map(({ status }) => status)).toEqual(subject.bounces)
  })

  it('gives callbacks that come twice the same name', async () => {
    await sandbox.faults([{ kind: 'duplicate-callbacks', times: 1 }])
    await subject.provider().hand(subject.message(newKey()))
    await sandbox.settled()
    expect(reports()).toHaveLength(2 * subject.arrives.length)
    expect(new Set(reports().map(({ eventId }) => eventId)).size).toBe(subject.arrives.length)
  })

  it('reads callbacks that overtake each other', async () => {
    await sandbox.faults([{ kind: 'out-of-order-callbacks', times: 1 }])
    await subject.provider().hand(subject.message(newKey()))
    await sandbox.settled()
    expect(reports().map(({ status }) => status)).toEqual([...subject.arrives].reverse())
  })

  it('has its callbacks sent again while we are away', async () => {
    receiver.state.away = true
    receiver.state.turnedAway = 0
    await subject.provider().hand(subject.message(newKey()))
    await eventually(() => expect(receiver.state.turnedAway).toBeGreaterThan(0))
    receiver.state.away = false
    await sandbox.settled()
    expect(reports().map(({ status }) => status)).toEqual(subject.arrives)
  })

  it('refuses a callback that is forged or changed', async () => {
    await subject.provider().hand(subject.message(newKey()))
    await sandbox.settled()
    const [callback] = receiver.received
    if (!callback) throw new Error('no callback came')
    const changed = { ...callback, body: Buffer.from(callback.body.toString().replace(/\w/, 'x')) }
    const unsigned = { ...callback, header: () => undefined }
    const forged = { ...callback, header: (name: string) => (/timestamp/i.test(name) ? callback.header(name) : 'Zm9yZ2Vk') }
    expect(subject.reader().read(callback, NOW)).not.toBeNull()
    expect(subject.reader().read(unsigned, NOW)).toBeNull()
    expect(subject.reader().read(forged, NOW)).toBeNull()
    // Merci Facteur signs nothing: its secret says who is speaking, and not what was said.
    if (subject.hasKey) expect(subject.reader().read(changed, NOW)).toBeNull()
  })
})

function fail(): never {
  throw new Error('was taken')
}

describe('Twilio', () => {
  const subject = SUBJECTS.Twilio as Subject

  it('is refused for an owner who has opted out', async () => {
    await sandbox.faults([{ kind: 'opt-out', times: 1 }])
    const handed = subject.provider().hand(subject.message(newKey()))
    await expect(handed).rejects.toMatchObject({ name: 'ActRefused', code: 'twilio-21610', fault: 'opted-out' })
  })

  it('does not find a message that was sent before', async () => {
    const key = newKey()
    await subject.provider().hand(subject.message(key))
    const later = new Date(NOW.getTime() + 61_000)
    expect(await subject.provider().find(subject.message(key), later)).toEqual({ taken: false })
  })

  it('is not taken in by another address, which the signature covers', async () => {
    await subject.provider().hand(subject.message(newKey()))
    await sandbox.settled()
    const [callback] = receiver.received
    if (!callback) throw new Error('no callback came')
    const elsewhere = { ...callback, url: callback.url.replace(/key=.*/, 'key=contact-of-another') }
    expect(subject.reader().read(elsewhere, NOW)).toBeNull()
  })
})

describe('SendGrid', () => {
  const subject = SUBJECTS.SendGrid as Subject

  it('reports an owner who has opted out, who is found out after the e-mail was taken', async () => {
    await sandbox.faults([{ kind: 'opt-out', times: 1 }])
    await subject.provider().hand(subject.message(newKey()))
    await sandbox.settled()
    const reports = receiver.received.flatMap((callback) => subject.reader().read(callback, NOW) ?? [])
    expect(reports).toMatchObject([{ status: 'opted-out', code: 'Unsubscribed Address' }])
  })

  it('refuses a signature at eleven minutes and takes it at nine', async () => {
    await subject.provider().hand(subject.message(newKey()))
    await sandbox.settled()
    const [callback] = receiver.received
    if (!callback) throw new Error('no callback came')
    const minutesLater = (minutes: number) => new Date(NOW.getTime() + minutes * 60_000)
    expect(subject.reader().read(callback, minutesLater(9))).toHaveLength(1)
    expect(subject.reader().read(callback, minutesLater(11))).toBeNull()
    expect(subject.reader().read(callback, minutesLater(-11))).toBeNull()
  })
})

describe('Merci Facteur', () => {
  const subject = SUBJECTS['Merci Facteur'] as Subject

  it('gives the first receipt for a letter that is handed over again', async () => {
    const key = newKey()
    await sandbox.faults([{ kind: 'answer-lost', times: 1 }])
    await expect(subject.provider().hand(subject.message(key))).rejects.toThrow()
    const { reference } = await subject.provider().hand(subject.message(key))
    expect(await takenUnder(key)).toMatchObject([{ id: reference }])
  })

  it('asks for a new token when the old one has ended', async () => {
    let now = NOW
    const account = { ...ACCOUNTS.merciFacteur, userId: 7, baseUrl: `${sandbox.url}${MERCI_FACTEUR_PATH}` }
    const provider = new MerciFacteur({ ...account, microsPerLetter: { simple: 1, registered: 1 }, now: () => now })
    await provider.hand(subject.message(newKey()) as never)
    now = new Date(NOW.getTime() + 24 * 3_600_000 + 1)
    // the sandbox's clock has not moved, so it refuses the signature of the new request
    await expect(provider.hand(subject.message(newKey()) as never)).rejects.toMatchObject({ code: 'merci-facteur-token-http-401' })
  })

  it('knows that a letter was not taken when none of its kind has been since', async () => {
    const later = new Date(NOW.getTime() + 61_000)
    expect(await subject.provider().find(subject.message(newKey()), later)).toEqual({ taken: false })
  })

  it.each(['delivered', 'refused', 'unclaimed', 'address-unknown'])('reports a registered letter that ends as %s', async (status) => {
    const { reference } = await subject.provider().hand(subject.message(newKey()))
    await sandbox.settled()
    receiver.received.length = 0
    expect((await sandbox.request('POST', `/messages/${reference}/outcome`, { status })).status).toBe(202)
    await sandbox.settled()
    const reports = receiver.received.flatMap((callback) => subject.reader().read(callback, NOW) ?? [])
    expect(reports).toMatchObject([{ reference, status }])
  })
})
