import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { AxeBuilder } from '@axe-core/playwright'
import { type Browser, chromium, type Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { textPdf } from '../../src/providers/sandbox/text-pdf.js'
import { BuiltInSignature } from '../../src/providers/signature/built-in.js'
import { requestSignature } from '../../src/store/signature.js'
import { joinStack, type TestStack } from '../support/stack.js'
import { DESKTOP, type DebtorFile, enter, openDebtorFile, PHONE, road } from './debtor-file.js'
import { tellOfEverything } from './debtor-matters.js'

/**
 * Every screen of the debtor's page, on a telephone and a desk, in French and English: axe finds nothing serious on any, none is wider
 * than the window, and what each weighs is printed. Where RELANCE_SCREENSHOTS names a folder, each is drawn into it.
 */

const LONG_MS = 240_000
/** A page with all that it loads, unpacked. */
const MOST_BYTES = 100 * 1024
const MOST_SCRIPT_BYTES = 5 * 1024

/** Narrower than any telephone, and a window of 1280 at 400 %. */
const NARROWEST = 320

let stack: TestStack
let browser: Browser
let open: DebtorFile
let busy: DebtorFile
let closed: DebtorFile
let signing: string

beforeAll(async () => {
  const executablePath = process.env.RELANCE_CHROMIUM ?? ''
  browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage'] })
  stack = await joinStack([road], 'agency')
  open = await openDebtorFile(stack, '2026', { phone: '+33612340003', email: 'camille@example.test' })
  busy = await openDebtorFile(stack, '2025', { phone: '+33612340004', email: 'camille@example.test' })
  closed = await openDebtorFile(stack, '2024')
  await tellOfEverything(stack, busy.life.id)
  const { balanceCents } = await closed.life.view()
  await closed.life.pay(balanceCents, 'VIR-2026-0117')
  signing = await paperToSign()
}, LONG_MS)
afterAll(async () => {
  await browser?.close()
  await stack?.close()
})

async function paperToSign(): Promise<string> {
  const { token, tokenHash } = new BuiltInSignature({ sms: null, email: null }).createLink()
  const mandate = await stack.db.mandate.findFirstOrThrow({ where: { tenantId: stack.tenantId } })
  await requestSignature(stack.db, {
    tenantId: stack.tenantId,
    kind: 'mandate',
    id: mandate.id,
    title: 'Échéancier de paiement',
    bytes: new Uint8Array(textPdf(['Échéancier de paiement'])),
    signer: { name: 'Camille Martin', email: null, phone: '+33612340003' },
    consent: 'Je reconnais devoir la somme indiquée et je m’engage à la payer aux dates de cet échéancier.',
    provider: 'built-in',
    tokenHash,
    actor: 'test',
    now: new Date(),
  })
  return token
}

interface Screen {
  name: string
  /** Whose page it is; nobody's where anybody may see it. */
  of: 'open' | 'busy' | 'closed' | null
  path: string
  /** What is done once it is there. */
  act?: (page: Page) => Promise<unknown>
}

const press = (page: Page) => page.locator('main form button').last().click()

const SCREENS: Screen[] = [
  { name: 'enter', of: null, path: '/d' },
  { name: 'enter-refused', of: null, path: '/d?r=222222222&k=2222222222', act: press },
  { name: 'link-gone', of: null, path: '/d/l/unknown' },
  { name: 'file', of: 'open', path: '/d/file' },
  { name: 'file-under-way', of: 'busy', path: '/d/file' },
  { name: 'file-closed', of: 'closed', path: '/d/file' },
  { name: 'pay', of: 'open', path: '/d/pay' },
  { name: 'paid', of: 'open', path: '/d/paid' },
  { name: 'cancelled', of: 'open', path: '/d/cancelled' },
  { name: 'plan', of: 'open', path: '/d/plan' },
  { name: 'plan-draft', of: 'open', path: '/d/plan?instalments=6&firstOn=2026-03-05&every=month&method=by-debtor&see=1' },
  { name: 'plan-under-way', of: 'busy', path: '/d/plan' },
  { name: 'promise', of: 'open', path: '/d/promise' },
  { name: 'promise-refused', of: 'open', path: '/d/promise', act: press },
  { name: 'dispute', of: 'open', path: '/d/dispute' },
  { name: 'paid-already', of: 'open', path: '/d/paid-already' },
  { name: 'means', of: 'open', path: '/d/means' },
  { name: 'messages', of: 'busy', path: '/d/messages' },
  { name: 'documents', of: 'closed', path: '/d/documents' },
  { name: 'preferences', of: 'open', path: '/d/preferences' },
  { name: 'rights', of: 'open', path: '/d/rights' },
  { name: 'sign', of: null, path: '/d/sign/' },
  { name: 'sign-code', of: null, path: '/d/sign/?sent=1' },
]

const folder = process.env.RELANCE_SCREENSHOTS

async function shoot(page: Page, name: string): Promise<void> {
  if (folder === undefined) return
  mkdirSync(folder, { recursive: true })
  await page.screenshot({ path: join(folder, `${name}.jpg`), type: 'jpeg', quality: 60, fullPage: true })
}

/** Bytes of a page, of its style and of its script, as the browser unpacked them, kept from before or not. */
function weigh(page: Page): Promise<{ html: number; style: number; script: number }> {
  return page.evaluate(() => {
    const loaded = performance.getEntriesByType('resource') as PerformanceResourceTiming[]
    const [document] = performance.getEntriesByType('navigation') as PerformanceNavigationTiming[]
    const bytesOf = (kind: RegExp) =>
      loaded.filter(({ name }) => kind.test(name)).reduce((sum, { decodedBodySize }) => sum + decodedBodySize, 0)
    return { html: document?.decodedBodySize ?? 0, style: bytesOf(/\.css$/), script: bytesOf(/\.js$/) }
  })
}

const SIZES = [
  ['phone', PHONE],
  ['desktop', DESKTOP],
] as const

describe.each(SIZES)('on a %s', (size, viewport) => {
  describe.each(['fr', 'en'] as const)('in %s', (language) => {
    const contexts: Partial<Record<'open' | 'busy' | 'closed', Page>> = {}
    afterAll(async () => {
      for (const page of Object.values(contexts)) await page.context().close()
    })

    async function pageOf(whose: Screen['of']): Promise<Page> {
      if (whose === null) {
        const context = await browser.newContext({ ...viewport, locale: language === 'fr' ? 'fr-FR' : 'en-GB' })
        return context.newPage()
      }
      const file = { open, busy, closed }[whose]
      contexts[whose] ??= await enter(browser, stack, file, { ...viewport, language })
      return contexts[whose]
    }

    it.each(SCREENS)('$name can be used by everybody', async ({ name, of, path, act }) => {
      const page = await pageOf(of)
      const address = path.replace('/sign/', `/sign/${signing}`)
      await page.goto(`${stack.apiUrl}${address}`)
      if (act) {
        await act(page)
        await page.locator('.notice.fault').waitFor()
      }
      const { violations } = await new AxeBuilder({ page }).withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']).analyze()
      const serious = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical')
      expect(serious.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' | ')}`)).toEqual([])
      expect(await page.locator('html').getAttribute('lang')).toBe(language)
      expect(await page.locator('h1').count()).toBe(1)
      await shoot(page, `${name}-${size}-${language}`)
      if (size === 'phone') {
        await page.setViewportSize({ width: NARROWEST, height: 640 })
        expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(NARROWEST)
        await page.setViewportSize(PHONE.viewport)
      }
      if (of === null) await page.context().close()
    })
  })
})

it('weighs little', async () => {
  const page = await enter(browser, stack, open)
  const lines: string[] = []
  for (const { name, path } of SCREENS.filter(({ of }) => of === 'open')) {
    await page.goto(`${stack.apiUrl}${path}`, { waitUntil: 'load' })
    const { html, style, script } = await weigh(page)
    const total = html + style + script
    lines.push(`${name}: ${total} bytes (${html} of HTML, ${style} of style, ${script} of script)`)
    expect([style, script]).not.toContain(0)
    expect(total).toBeLessThan(MOST_BYTES)
    expect(script).toBeLessThan(MOST_SCRIPT_BYTES)
  }
  process.stderr.write(`${lines.join('\n')}\n`)
  await page.context().close()
})
