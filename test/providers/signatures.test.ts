import { createHmac } from 'node:crypto'
import Stripe from 'stripe'
import { describe, expect, it } from 'vitest'
import type { Callback } from '../../src/providers/delivery.js'
import { SendgridCallbackReader } from '../../src/providers/email/sendgrid-callback.js'
import { isSignedBy, signatureIn } from '../../src/providers/payments/signed-webhook.js'
import { StripeWebhookReader } from '../../src/providers/payments/stripe-webhook.js'
import { signedForm } from '../../src/providers/sms/twilio-signature.js'

/**
 * Whether a request is signed, by the vectors that the vendors ship with their own SDKs. They were made by other code than ours,
 * and hold what their papers leave open.
 */

function callback(headers: Record<string, string>, body: string | Buffer, url = 'https://relance.example/'): Callback {
  const lower = Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]))
  return { url, header: (name) => lower[name.toLowerCase()], body: Buffer.from(body) }
}

describe('Twilio', () => {
  // https://github.com/twilio/twilio-python/blob/main/tests/unit/test_request_validator.py, and the same in its other SDKs
  const TOKEN = '12345'
  const URL = 'https://mycompany.com/myapp.php?foo=1&bar=2'
  const FORM = new URLSearchParams({
    To: '+18005551212',
    CallSid: 'CA1234567890ABCDE',
    Caller: '+14158675309',
    Digits: '1234',
    From: '+14158675309',
  }).toString()
  const SIGNATURE = 'RSOYDt4T1cUTdK1PDd93/VVr8B8='
  const JSON_BODY = '{"property": "value", "boolean": true}'
  const HASH = '0a1ff7634d9ab3b95db5c9a2dfe9416e41502b283a80c7cf19632632f96e6620'
  const isSigned = (signature: string, url: string, body = FORM) =>
    signedForm(callback({ 'X-Twilio-Signature': signature }, body, url), TOKEN) !== null

  it.each([
    ['as it was called', URL, SIGNATURE],
    ['with a port that was not signed', 'https://mycompany.com:1234/myapp.php?foo=1&bar=2', SIGNATURE],
    ['without the port that was signed, by HTTPS', URL, 'kvajT1Ptam85bY51eRf/AJRuM3w='],
    ['without the port that was signed, by HTTP', 'http://mycompany.com/myapp.php?foo=1&bar=2', '0ZXoZLH/DfblKGATFgpif+LLRf4='],
  ])('signs a form and the address %s', (_, url, signature) => {
    expect(isSigned(signature, url)).toBe(true)
  })

  it('signs a field that comes several times once for each of its values', () => {
    expect(isSigned('IK+Dwps556ElfBT0I3Rgjkr1wJU=', URL, 'Sid=CA123&SidAccount=AC123&Digits=5678&Digits=1234&Digits=1234')).toBe(true)
    expect(isSigned('IK+Dwps556ElfBT0I3Rgjkr1wJU=', URL, 'Sid=CA123&SidAccount=AC123&Digits=1234')).toBe(false)
  })

  it('signs the hash of a body that is no form', () => {
    expect(isSigned('a9nBmqA0ju/hNViExpshrM61xv4=', `${URL}&bodySHA256=${HASH}`, JSON_BODY)).toBe(true)
    expect(isSigned('y77kIzt2vzLz71DgmJGsen2scGs=', `https://mycompany.com/myapp.php?bodySHA256=${HASH}`, JSON_BODY)).toBe(true)
    expect(isSigned('a9nBmqA0ju/hNViExpshrM61xv4=', `${URL}&bodySHA256=${HASH}`, JSON_BODY.replace('true', 'false'))).toBe(false)
  })

  it.each([
    ['another field', SIGNATURE, URL, FORM.replace('1234', '1235')],
    ['one field more', SIGNATURE, URL, `${FORM}&Paid=yes`],
    ['another query', SIGNATURE, URL.replace('bar=2', 'bar=3'), FORM],
    ['another host', SIGNATURE, URL.replace('mycompany', 'evil'), FORM],
    ['another signature', `NOT${SIGNATURE}`, URL, FORM],
    ['none', '', URL, FORM],
  ])('does not sign %s', (_, signature, url, body) => {
    expect(isSigned(signature, url, body)).toBe(false)
  })
})

describe('SendGrid', () => {
  // https://github.com/sendgrid/sendgrid-python/blob/main/test/unit/test_eventwebhook.py; its body ends in CRLF, which is signed
  const KEY = 'MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAE83T4O/n84iotIvIW4mdBgQ/7dAfSmpqIM8kF9mN1flpVKS3GRqe62gw+2fNNRaINXvVpiglSI8eNEc6wEA3F+g=='
  const SIGNATURE = 'MEUCIGHQVtGj+Y3LkG9fLcxf3qfI10QysgDWmMOVmxG0u6ZUAiEAyBiXDWzM+uOe5W0JuG+luQAbPIqHh89M15TluLtEZtM='
  const FAILING = 'MEUCIQCtIHJeH93Y+qpYeWrySphQgpNGNr/U+UyUlBkU6n7RAwIgJTz2C+8a8xonZGi6BpSzoQsbVRamr2nlxFDWYNH3j/0='
  const OTHER_KEY =
    'MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEqTxd43gyp8IOEto2LdIfjRQrIbsd4SXZkLW6jDutdhXSJCWHw8REntlo7aNDthvj+y7GjUuFDb/R1NGe1OPzpA=='
  const TIME = '1600112502'
  const EVENTS =
    '[{"email":"hello@world.com","event":"dropped","reason":"Bounced Address","sg_event_id":"ZHJvcC0xMDk5NDkxOS1MUnpYbF9OSFN0T0doUTRrb2ZTbV9BLTA","sg_message_id":"LRzXl_NHStOGhQ4kofSm_A.filterdrecv-p3mdw1-756b745b58-kmzbl-18-5F5FC76C-9.0","smtp-id":"<LRzXl_NHStOGhQ4kofSm_A@ismtpd0039p1iad1.sendgrid.net>","timestamp":1600112492}]'
  const read = ({ key = KEY, signature = SIGNATURE, time = TIME, body = `${EVENTS}\r\n`, now = 1_600_112_502 } = {}) => {
    const headers = { 'X-Twilio-Email-Event-Webhook-Signature': signature, 'X-Twilio-Email-Event-Webhook-Timestamp': time }
    return new SendgridCallbackReader(key).read(callback(headers, body), new Date(now * 1000))
  }

  it('signs the time and the bytes of the body, with the CRLF at their end', () => {
    expect(read()).toMatchObject([{ eventId: 'ZHJvcC0xMDk5NDkxOS1MUnpYbF9OSFN0T0doUTRrb2ZTbV9BLTA', status: 'bounced' }])
  })

  it.each([
    ['the body without its CRLF', { body: EVENTS }],
    ['the body written anew', { body: `${JSON.stringify(JSON.parse(EVENTS), null, 1)}\r\n` }],
    ['another time', { time: '1600112503' }],
    ['another key', { key: OTHER_KEY }],
    ['another signature', { signature: FAILING }],
    ['what is no signature', { signature: 'f00d' }],
    ['what is older than ten minutes', { now: 1_600_112_502 + 601 }],
  ])('does not sign %s', (_, changes) => {
    expect(read(changes)).toBeNull()
  })
})

describe('Stripe', () => {
  const SECRET = 'whsec_test_secret'
  const NOW = 1_772_442_000
  const EVENT =
    '{"id":"evt_test_webhook","object":"event","type":"ping","created":1772442000,"livemode":false,"data":{"object":{"id":"x"}}}'
  const read = (header: string, { secrets = [SECRET], body = EVENT, now = NOW } = {}) =>
    new StripeWebhookReader({ secrets, live: false }).read(callback({ 'Stripe-Signature': header }, body), new Date(now * 1000))
  const made = (options = {}) => Stripe.webhooks.generateTestHeaderString({ payload: EVENT, secret: SECRET, timestamp: NOW, ...options })
  const v1 = (secret: string) => createHmac('sha256', secret).update(`${NOW}.${EVENT}`).digest('hex')

  it('signs as its SDK does', () => {
    expect(made()).toBe(`t=${NOW},v1=${v1(SECRET)}`)
    expect(read(made())?.event).toMatchObject({ eventId: 'evt_test_webhook', about: { kind: 'noted', what: 'ping' } })
  })

  it('signs with each of its secrets while one is rotated, and either is good', () => {
    const header = `t=${NOW},v1=${v1('whsec_new')},v1=${v1('whsec_old')},v0=${'0'.repeat(64)}`
    expect(read(header, { secrets: ['whsec_old'] })).not.toBeNull()
    expect(read(header, { secrets: ['whsec_new'] })).not.toBeNull()
    expect(read(header, { secrets: ['whsec_other'] })).toBeNull()
  })

  it('is taken by any secret that we have, the newest or the one before', () => {
    const secrets = ['whsec_new', 'whsec_old']
    expect(read(made({ secret: 'whsec_old' }), { secrets })).not.toBeNull()
    expect(read(made({ secret: 'whsec_new' }), { secrets })).not.toBeNull()
    expect(read(made({ secret: 'whsec_revoked' }), { secrets })).toBeNull()
  })

  it.each([
    ['at once', 0, true],
    ['after five minutes', 300, true],
    ['a second later', 301, false],
  ])('is taken %s: %j s, %j', (_, age, taken) => {
    expect(read(made(), { now: NOW + age }) !== null).toBe(taken)
  })

  it.each([
    ['another body', made(), { body: EVENT.replace('ping', 'pong') }],
    ['the body with a byte more', made(), { body: `${EVENT}\n` }],
    ['an empty body', made(), { body: '' }],
    ['the scheme of test mode alone', made({ scheme: 'v0' }), {}],
    ['another time', made().replace(`t=${NOW}`, `t=${NOW + 1}`), {}],
    ['no time', `v1=${v1(SECRET)}`, {}],
    ['no signature', `t=${NOW}`, {}],
    ['nothing', '', {}],
    ['an empty secret', made(), { secrets: [''] }],
    ['no secret', made(), { secrets: [] }],
  ])('does not sign %s', (_, header, changes) => {
    expect(read(header, changes)).toBeNull()
  })
})

describe('ours', () => {
  // Made by: printf '%s' "1772442000.$body" | openssl dgst -sha256 -hmac whsec_vector
  const BODY = '{"id":"1","type":"payment.received"}'
  const VECTOR = '7289c4d0e08d544a72e73661053d4551cec61beb45b0194aca31756d0bc49660'
  const NOW = 1_772_442_000
  const isSigned = (header: string, { secrets = ['whsec_vector'], body = BODY, now = NOW } = {}) => {
    const signature = signatureIn(callback({ 'Relance-Signature': header }, body), new Date(now * 1000))
    return signature !== null && isSignedBy(secrets, signature, Buffer.from(body))
  }

  it('is what openssl makes of the time, a full stop and the body', () => {
    expect(isSigned(`t=${NOW},v1=${VECTOR}`)).toBe(true)
    expect(isSigned(`v1=${VECTOR}, t=${NOW}`)).toBe(true)
  })

  it('is taken by any of several secrets, and may have been made with several', () => {
    expect(isSigned(`t=${NOW},v1=${'0'.repeat(64)},v1=${VECTOR}`, { secrets: ['whsec_new', 'whsec_vector'] })).toBe(true)
    expect(isSigned(`t=${NOW},v1=${VECTOR}`, { secrets: ['whsec_new'] })).toBe(false)
    expect(isSigned(`t=${NOW},v1=${VECTOR}`, { secrets: [] })).toBe(false)
  })

  it.each([
    [-301, false],
    [-300, true],
    [300, true],
    [301, false],
  ])('%j seconds after its time it is taken: %j', (age, taken) => {
    expect(isSigned(`t=${NOW},v1=${VECTOR}`, { now: NOW + age })).toBe(taken)
  })

  it.each([
    ['another body', `t=${NOW},v1=${VECTOR}`, { body: `${BODY}\n` }],
    ['another time', `t=${NOW + 1},v1=${VECTOR}`, {}],
    ['two times', `t=${NOW},t=${NOW + 1},v1=${VECTOR}`, {}],
    ['another scheme', `t=${NOW},v0=${VECTOR}`, {}],
    ['half a signature', `t=${NOW},v1=${VECTOR.slice(0, 32)}`, {}],
    ['more signatures than anybody makes', `t=${NOW},${`v1=${'0'.repeat(64)},`.repeat(10)}v1=${VECTOR}`, {}],
    ['nothing', '', {}],
  ])('does not sign %s', (_, header, changes) => {
    expect(isSigned(header, changes)).toBe(false)
  })
})
