import { type Browser, chromium, type Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest'
import { webPage } from '../../src/api/web-page.js'
import { SendgridEmail } from '../../src/providers/email/sendgrid.js'
import { MerciFacteur } from '../../src/providers/post/merci-facteur.js'
import { MERCI_FACTEUR_PATH } from '../../src/providers/sandbox/merci-facteur-api.js'
import { textPdf } from '../../src/providers/sandbox/text-pdf.js'
import { TwilioSms } from '../../src/providers/sms/twilio.js'
import { ACCOUNTS, NOW, ownSandbox, receiveCallbacks } from '../providers/own-sandbox.js'

let receiver: Awaited<ReturnType<typeof receiveCallbacks>>
let sandbox: Awaited<ReturnType<typeof ownSandbox>>
let browser: Browser
let page: Page
let complaints: string[]

beforeAll(async () => {
  const executablePath = process.env.RELANCE_CHROMIUM ?? ''
  browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage'] })
  receiver = await receiveCallbacks()
})
afterAll(async () => {
  await browser?.close()
  await receiver?.close()
})

beforeEach(async () => {
  sandbox = await ownSandbox(receiver.url, { page: await webPage('outbox') })
  complaints = []
  page = await browser.newPage()
  page.on('console', (message) => void (message.type() === 'error' && complaints.push(message.text())))
  page.on('pageerror', (error) => void complaints.push(error.message))
  await page.goto(sandbox.url)
})
afterEach(async () => {
  await page.close()
  await sandbox.close()
  receiver.received.length = 0
})

const cards = () => page.locator('#messages > li')
const address = { lines: ['12 rue des Lilas'], postcode: '75011', city: 'Paris', country: 'FR' }

const sendSms = (key: string) =>
  new TwilioSms({
    ...ACCOUNTS.twilio,
    from: 'RELANCE',
    baseUrl: sandbox.url,
    callbackUrl: `${receiver.url}/sms`,
    microsPerSegment: 1,
  }).hand({
    key,
    to: '+33612345678',
    text: `Votre facture de 1 294,68 € est en retard (${key}).`,
    marker: key,
  })

const sendEmail = (key: string, html: string) =>
  new SendgridEmail({ ...ACCOUNTS.sendgrid, from: 'agence@example.test', baseUrl: sandbox.url, microsPerEmail: 1 }).hand({
    key,
    to: { name: 'Nadia Blanc', address: 'nadia@example.test' },
    fromName: 'Agence du Port',
    subject: 'Votre facture est en retard',
    text: 'Bonjour',
    html,
  })

const sendLetter = (key: string) => {
  const account = { ...ACCOUNTS.merciFacteur, userId: 7, baseUrl: `${sandbox.url}${MERCI_FACTEUR_PATH}` }
  return new MerciFacteur({ ...account, microsPerLetter: { simple: 1, registered: 1 }, now: () => NOW }).hand({
    key,
    reference: 'D-2026-17',
    to: { name: 'Nadia Blanc', address },
    from: { name: 'Agence du Port', address },
    pdf: textPdf(['Mise en demeure', '', 'Madame,', 'vous restez devoir 1 294,68 EUR.']),
    pages: 1,
    registered: true,
  })
}

it('shows messages as they come, each as its addressee sees it', async () => {
  await page.getByText('Nothing here.').waitFor()
  await sendSms('first')
  await page.getByText('1 294,68 €').waitFor()
  await sendEmail('second', '<h1>Bonjour Nadia</h1><script>document.body.textContent = "ran"</script>')
  await sendLetter('third')
  await page.getByRole('status').filter({ hasText: '3 messages' }).waitFor()
  expect(await cards().locator('h2').allInnerTexts()).toEqual(['To Nadia Blanc', 'To Nadia Blanc', 'To +33612345678'])
  await page.frameLocator('.mail iframe').getByRole('heading', { name: 'Bonjour Nadia' }).waitFor()
  expect(await page.locator('.letter .trail li').allInnerTexts()).toEqual(['taken', 'printed', 'posted'])
  expect(await page.locator('.sms .meta').innerText()).toContain('1 segment')
  // the script of the e-mail is the only thing that was kept from running
  expect(complaints.filter((text) => !/script/i.test(text))).toEqual([])
})

it('shows what is looked for', async () => {
  await sendSms('first')
  await sendEmail('second', '<p>Bonjour</p>')
  await page.getByRole('status').filter({ hasText: '2 messages' }).waitFor()
  await page.getByLabel('Channel').selectOption('sms')
  await page.getByRole('status').filter({ hasText: '1 message' }).waitFor()
  expect(await cards().locator('h2').allInnerTexts()).toEqual(['To +33612345678'])
  await page.getByLabel('Find').fill('nobody')
  await page.getByText('Nothing here.').waitFor()
})

it('plays the postman and the addressee', async () => {
  await sendLetter('first')
  await sendSms('second')
  await page.getByLabel('How it ends').selectOption('unclaimed')
  await page.getByRole('button', { name: 'Tell' }).click()
  await page.locator('.letter .trail').getByText('unclaimed').waitFor()
  await page.getByLabel('Answer as the addressee').fill('STOP')
  await Promise.all([page.waitForResponse('**/sandbox/inbound'), page.getByRole('button', { name: 'Send' }).click()])
  await sandbox.settled()
  expect(receiver.received.at(-1)?.url).toBe(`${receiver.url}/inbound`)
})

it('plays the addressee who answers an e-mail', async () => {
  await sendEmail('first', '<p>Bonjour</p>')
  await page.getByLabel('Answer this e-mail').fill('Je paie vendredi.')
  await Promise.all([page.waitForResponse('**/sandbox/inbound/email'), page.getByRole('button', { name: 'Send' }).click()])
  await sandbox.settled()
  const told = receiver.received.find(({ url }) => url === `${receiver.url}/inbound-email`)
  expect(told?.body.toString()).toMatch(/Re: Votre facture est en retard[\s\S]*Je paie vendredi\./)
})

it('says when the sandbox is gone', async () => {
  await page.getByText('Nothing here.').waitFor()
  await page.route('**/sandbox/messages*', (route) => route.abort())
  await page.getByRole('status').filter({ hasText: 'does not answer' }).waitFor()
})
