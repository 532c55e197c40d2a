import { type Browser, chromium, type Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { codesIn } from '../letters/codes.js'
import { eventually } from '../support/eventually.js'
import { joinStack, type TestStack } from '../support/stack.js'
import { type DebtorFile, enter, openDebtorFile, openingLetterOf, PHONE, road } from './debtor-file.js'

/** The debtor's page on the stack that all suites share, its letters by its own worker, its money by the payment sandbox. */

/** A file's first weeks, lived among other suites. */
const LONG_MS = 240_000

let stack: TestStack
let browser: Browser
let file: DebtorFile

beforeAll(async () => {
  const executablePath = process.env.RELANCE_CHROMIUM ?? ''
  browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage'] })
  stack = await joinStack([road], 'agency')
  file = await openDebtorFile(stack, 'A', { phone: '+33612340001', email: 'camille@example.test' })
}, LONG_MS)
afterAll(async () => {
  await browser?.close()
  await stack?.close()
})

const sandbox = async (path: string) => {
  const response = await fetch(`${stack.environment.RELANCE_SANDBOX_URL}/sandbox/stripe${path}`, { method: 'POST' })
  if (!response.ok) throw new Error(`${path}: ${response.status}`)
}

const payAll = async (page: Page) => {
  await page.getByRole('link', { name: 'Payer maintenant' }).click()
  await page.getByRole('button', { name: 'Continuer vers le paiement sécurisé' }).click()
  await page.getByRole('button', { name: 'Pay with a card that works' }).click()
  await page.getByRole('link', { name: 'Back' }).click()
  await page.getByRole('heading', { name: 'Merci' }).waitFor()
}

describe.each([true, false])('who has a letter, with scripts %s', (javaScriptEnabled) => {
  it(
    'scans its code, sees what is owed, pays all of it, has its receipt, and hears nothing more',
    async () => {
      const own = await openDebtorFile(stack, javaScriptEnabled ? 'B' : 'C')
      const [code] = codesIn(await openingLetterOf(stack, own))
      const context = await browser.newContext({ ...PHONE, javaScriptEnabled, locale: 'fr-FR' })
      const page = await context.newPage()
      await page.goto(String(code))
      expect(new URL(page.url()).origin).toBe(stack.apiUrl)
      await page.getByRole('button', { name: 'Ouvrir mon dossier' }).click()
      await page.getByRole('heading', { name: `Dossier ${own.reference}` }).waitFor()
      const { balanceCents, contacts } = await own.life.view()
      expect(await page.locator('.total .figure').innerText()).toBe(inFrench(balanceCents))
      await payAll(page)
      await eventually(async () => expect(await own.life.view()).toMatchObject({ status: 'closed', closedReason: 'paid', balanceCents: 0 }))
      await page.getByRole('link', { name: 'Retour à mon dossier' }).click()
      await page.getByText('Tout est payé. Merci.').waitFor()
      await sandbox('/payouts')
      const receipt = await eventually(async () => {
        await page.goto(`${stack.apiUrl}/d/documents`)
        const link = page.locator('a[href^="/d/receipts/"]')
        expect(await link.count()).toBe(1)
        return link.getAttribute('href')
      })
      const answer = await page.request.get(`${stack.apiUrl}${receipt}`)
      expect([answer.status(), answer.headers()['content-type']]).toEqual([200, 'application/pdf'])
      expect((await answer.body()).subarray(0, 5).toString()).toBe('%PDF-')
      expect((await own.life.view()).contacts).toHaveLength(contacts.length)
      expect((await own.life.view()).timeline.planned).toEqual([])
      await context.close()
    },
    LONG_MS,
  )
})

/** `1 972,43 €` */
function inFrench(cents: number): string {
  const whole = String(Math.floor(cents / 100)).replace(/\B(?=(\d{3})+$)/g, '\u00A0')
  return `${whole},${String(cents % 100).padStart(2, '0')}\u00A0€`
}

describe('the way in', () => {
  it('says the same of a wrong key and of a reference that nobody has', async () => {
    const context = await browser.newContext(PHONE)
    const page = await context.newPage()
    const answers: string[] = []
    for (const [reference, key] of [
      [file.reference, '2222-2222-22'],
      ['222222222', file.paymentKey],
    ] as const) {
      await page.goto(`${stack.apiUrl}/d?lang=fr`)
      await page.getByLabel('Référence du dossier').fill(reference)
      await page.getByLabel('Clé de paiement').fill(key)
      const [answer] = await Promise.all([page.waitForResponse('**/d/enter'), page.getByRole('button').click()])
      answers.push(`${answer.status()} ${(await page.locator('main').innerText()).replace(reference, '')}`)
    }
    expect(answers[0]).toContain('403')
    expect(answers[0]).toContain('ne vont pas ensemble')
    expect(answers[1]).toBe(answers[0])
    await context.close()
  })

  it('is asked for wherever nobody is in, whatever the address', async () => {
    for (const path of ['file', 'pay', 'plan', 'messages', 'documents', 'documents/letter-1', 'receipts/1', 'preferences', 'rights']) {
      const response = await fetch(`${stack.apiUrl}/d/${path}`)
      expect([path, response.status, (await response.text()).includes('action="/d/enter"')]).toEqual([path, 401, true])
    }
  })

  it('ends when the debtor leaves', async () => {
    const page = await enter(browser, stack, file)
    await page.getByRole('button', { name: 'Quitter' }).click()
    await page.getByRole('heading', { name: 'Vous avez quitté votre dossier' }).waitFor()
    expect((await page.goto(`${stack.apiUrl}/d/file`))?.status()).toBe(401)
    await page.context().close()
  })
})

describe('the overview', () => {
  it('shows each amount with what it rests on, what has happened, and what comes next', async () => {
    const page = await enter(browser, stack, file)
    const text = (await page.locator('main').innerText()).replaceAll('\u00A0', ' ')
    for (const said of [
      'Test & Fils est chargé par Mobilier Dumas',
      'Facture F-A-02',
      '1 250,00 €',
      'Code de commerce L441-10',
      'Code de commerce D441-5',
      'L111-8',
      'Lettre d’ouverture du dossier, par courrier',
      'Prochaine étape',
      'Relance amiable, par courrier',
    ])
      expect(text).toContain(said)
    expect(text).not.toContain(file.paymentKey)
    await page.context().close()
  })

  it('is in English on demand, and stays so', async () => {
    const page = await enter(browser, stack, file)
    await page.getByRole('link', { name: 'Read this page in English' }).click()
    await page.getByRole('heading', { name: `File ${file.reference}` }).waitFor()
    expect(await page.locator('html').getAttribute('lang')).toBe('en')
    await page.getByRole('link', { name: 'Pay now' }).click()
    await page.getByRole('heading', { name: 'Pay by card' }).waitFor()
    await page.context().close()
  })

  it(
    'shows the letter that was sent, and no paper of anybody else',
    async () => {
      const page = await enter(browser, stack, file)
      await page.goto(`${stack.apiUrl}/d/documents`)
      // the newest stands first
      const href = await page.locator('a[href^="/d/documents/"]').last().getAttribute('href')
      const body = await (await page.request.get(`${stack.apiUrl}${href}`)).body()
      expect(body.equals(Buffer.from(await openingLetterOf(stack, file)))).toBe(true)
      const other = await openDebtorFile(stack, 'D')
      const { id } = await stack.db.contact.findFirstOrThrow({ where: { fileId: other.life.id } })
      expect((await page.request.get(`${stack.apiUrl}/d/documents/letter-${id}`)).status()).toBe(404)
      await page.context().close()
    },
    LONG_MS,
  )
})

describe('a form', () => {
  it('that is filled in wrongly comes back with what was entered, and says beside each field what is wrong', async () => {
    const page = await enter(browser, stack, file)
    await page.goto(`${stack.apiUrl}/d/promise`)
    await page.getByLabel('Somme que vous paierez, en euros').fill('cent')
    await page.getByRole('button', { name: 'Promettre ce paiement' }).click()
    await page.getByRole('alert').filter({ hasText: 'Il y a un problème' }).waitFor()
    expect(await page.getByLabel('Somme que vous paierez, en euros').inputValue()).toBe('cent')
    expect(await page.getByLabel('Somme que vous paierez, en euros').getAttribute('aria-describedby')).toBe('e-amount')
    await page.getByRole('link', { name: 'Écrivez un montant, par exemple 150,00.' }).click()
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('f-amount')
    await page.context().close()
  })

  it('without the token of its session changes nothing', async () => {
    const page = await enter(browser, stack, file)
    const answer = await page.request.post(`${stack.apiUrl}/d/preferences`, {
      form: { language: 'en', channel: '', csrf: 'guessed' },
      headers: { 'sec-fetch-site': 'same-origin' },
    })
    expect(answer.status()).toBe(403)
    expect((await file.life.view()).debtor.language).toBe('fr')
    await page.context().close()
  })

  it('asks for no more than is owed', async () => {
    const page = await enter(browser, stack, file)
    await page.goto(`${stack.apiUrl}/d/pay`)
    await page.getByLabel('Une partie').check()
    await page.getByLabel('Montant de cette partie, en euros').fill('99 999,00')
    await page.getByRole('button', { name: 'Continuer vers le paiement sécurisé' }).click()
    await page.getByText('Ce montant dépasse ce qui reste à payer.').first().waitFor()
    expect(await stack.db.checkout.count({ where: { fileId: file.life.id } })).toBe(0)
    await page.context().close()
  })
})

describe('preferences', () => {
  it(
    'are kept for the debtor, and what is opted out of is used no more',
    async () => {
      const own = await openDebtorFile(stack, 'E', { phone: '+33612340002', email: 'other@example.test' })
      const page = await enter(browser, stack, own)
      await page.goto(`${stack.apiUrl}/d/preferences`)
      await page.getByRole('radio', { name: 'English' }).check()
      await page.getByRole('radio', { name: 'Par e-mail' }).check()
      await page.getByRole('checkbox', { name: 'Par SMS' }).uncheck()
      await page.getByRole('button', { name: 'Enregistrer' }).click()
      await page.getByText('Vos préférences sont enregistrées.').waitFor()
      const { debtor, events } = await own.life.view()
      expect(debtor.language).toBe('en')
      expect(debtor.points.map(({ kind, status }) => `${kind} ${status}`).toSorted()).toEqual([
        'email usable',
        'phone opted_out',
        'postal usable',
      ])
      expect(events.filter(({ kind }) => kind === 'preferences-changed' || kind === 'opted-out').map(({ data }) => data)).toEqual([
        { language: 'en', channel: 'email' },
        { channel: 'sms' },
      ])
      const { preferredChannel } = await stack.db.party.findFirstOrThrow({ where: { files: { some: { id: own.life.id } } } })
      expect(preferredChannel).toBe('email')
      await page.context().close()
    },
    LONG_MS,
  )
})
