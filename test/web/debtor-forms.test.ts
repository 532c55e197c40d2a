import { type Browser, chromium, type Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { joinStack, type TestStack } from '../support/stack.js'
import { type DebtorFile, enter, openDebtorFile, road } from './debtor-file.js'

/** What a debtor says on its page reaches the rows that its file decides by, without a script. */

/** A file's first weeks, lived among other suites. */
const LONG_MS = 240_000

let stack: TestStack
let browser: Browser
let file: DebtorFile
let page: Page

beforeAll(async () => {
  const executablePath = process.env.RELANCE_CHROMIUM ?? ''
  browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage'] })
  stack = await joinStack([road], 'agency')
  file = await openDebtorFile(stack, 'D', { phone: '+33612340004', email: 'camille.d@example.test' })
  page = await enter(browser, stack, file, { javaScriptEnabled: false })
}, LONG_MS)
afterAll(async () => {
  await browser?.close()
  await stack?.close()
})

const PROOF = {
  name: 'reçu.pdf',
  mimeType: 'application/pdf',
  buffer: Buffer.from('%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF'),
}

/** Fills a form in and sends it. @returns where that leads to */
async function send(path: string, fill: (form: Page) => Promise<void>): Promise<string> {
  await page.goto(`${stack.apiUrl}/d/${path}`)
  await fill(page)
  await page.locator('main form button.primary').last().click()
  const { pathname, search } = new URL(page.url())
  return pathname + search
}

const field = (name: string) => page.locator(`main [name="${name}"]`)
const fileId = () => ({ fileId: file.life.id })
const uploads = (subject: string) => stack.db.storedDocument.findMany({ where: { subject }, select: { name: true, mediaType: true } })

describe('a debtor on its page', () => {
  it('proposes a plan that it has seen reckoned', async () => {
    await page.goto(`${stack.apiUrl}/d/plan?instalments=3&every=month&firstOn=2026-02-05&method=by-debtor&see=1`)
    await page.locator('main form[method="post"] button.primary').click()
    expect(new URL(page.url()).searchParams.get('done')).not.toBeNull()
    const [plan] = await stack.db.paymentPlan.findMany({ where: fileId(), include: { instalments: true } })
    expect(plan).toMatchObject({ state: 'proposed', proposedBy: 'debtor', method: 'by-debtor' })
    expect(plan?.instalments).toHaveLength(3)
    expect((await file.life.view()).contacts.filter(({ state }) => state === 'reserved')).toEqual([])
  })

  it('contests a part of an invoice, with a document that is kept as what it is', async () => {
    const led = await send('dispute', async () => {
      await page.locator('main input[name="claim"][value="F-D-03"]').check()
      await field('reason').selectOption('price')
      await page.locator('main input[name="how"][value="part"]').check()
      await field('amount').fill('50,00')
      await field('words').fill('Le prix convenu était de 39,90 €.')
      await page.locator('main input[type="file"]').setInputFiles(PROOF)
    })
    expect(led).toContain('done=dispute')
    const [dispute] = await stack.db.dispute.findMany({ where: fileId() })
    expect(dispute).toMatchObject({ reason: 'price', contestedCents: 50_00n, origin: 'page', state: 'open' })
    expect(await uploads(`dispute:${dispute?.id}`)).toEqual([{ name: 'reçu.pdf', mediaType: 'application/pdf' }])
  })

  it('writes a message, which waits to be read', async () => {
    const led = await send('messages', () => field('text').fill('Pouvez-vous me rappeler demain ?'))
    expect(led).toContain('done=message')
    expect(await stack.db.inboundMessage.findMany({ where: fileId(), select: { channel: true, text: true, readAt: true } })).toEqual([
      { channel: 'page', text: 'Pouvez-vous me rappeler demain ?', readAt: null },
    ])
    expect((await file.life.view()).holds.map(({ reason }) => reason)).toContain('unread-message')
  })

  it('tells of its means', async () => {
    const led = await send('means', async () => {
      for (const [name, sum] of Object.entries({ income: '1 450', housing: '620', other: '310,50', debts: '120' }))
        await field(name).fill(sum)
    })
    expect(led).toContain('done=means')
    const [means] = await stack.db.meansStatement.findMany({ where: fileId() })
    expect(means?.body).toMatchObject({ incomeCents: 1_450_00, housingCents: 620_00, otherChargesCents: 310_50, debtsCents: 120_00 })
  })

  it('says that it has paid already, with its proof', async () => {
    const led = await send('paid-already', async () => {
      await field('amount').fill('486,00')
      await page.locator('main input[type="file"]').setInputFiles(PROOF)
    })
    expect(led).toContain('done=paid-already')
    const [said] = await stack.db.paymentAssertion.findMany({ where: fileId() })
    expect(said).toMatchObject({ amountCents: 486_00n, means: 'transfer', paidTo: 'creditor', state: 'open', origin: 'page' })
    expect(await uploads(`payment-assertion:${said?.id}`)).toHaveLength(1)
  })

  it('sees all of it on its file, and nothing is sent meanwhile', async () => {
    await page.goto(`${stack.apiUrl}/d/file`)
    const words = await page.locator('main').innerText()
    for (const said of ['F-D-03', '50,00']) expect(words).toContain(said)
    const before = (await file.life.acts()).length
    await file.life.forward(6)
    await file.life.untilDecided('wait')
    expect(await file.life.acts()).toHaveLength(before)
  })

  it('is told what is wrong with what it has entered, which stays there', async () => {
    const own = await openDebtorFile(stack, 'E')
    const other = await enter(browser, stack, own, { javaScriptEnabled: false })
    await other.goto(`${stack.apiUrl}/d/promise`)
    await other.locator('main [name="amount"]').fill('20,00')
    await other.locator('main [name="payBy"]').fill('2027-06-01')
    await other.locator('main form button.primary').click()
    expect(await other.locator('main [name="payBy"]').inputValue()).toBe('2027-06-01')
    expect(await other.locator('main [aria-invalid="true"]').count()).toBe(1)
    await other.locator('main [name="payBy"]').fill('2026-02-02')
    await other.locator('main form button.primary').click()
    expect(new URL(other.url()).searchParams.get('done')).toBe('promise')
    expect(await stack.db.promiseToPay.findMany({ where: { fileId: own.life.id }, select: { amountCents: true, origin: true } })).toEqual([
      { amountCents: 20_00n, origin: 'page' },
    ])
  }, 240_000)
})
