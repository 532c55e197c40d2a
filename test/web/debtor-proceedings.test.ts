import { AxeBuilder } from '@axe-core/playwright'
import { type Browser, chromium } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { cents } from '../../src/domain/money.js'
import { joinStack, type TestStack } from '../support/stack.js'
import { addActor, Sued } from '../support/sued.js'
import { enter, openDebtorFile, PHONE, road } from './debtor-file.js'

/** What a debtor sees of an order to pay, filed on Thursday 22 January 2026 and served on Tuesday 3 February. */

const LONG_MS = 240_000
const NARROWEST = 320

let stack: TestStack
let browser: Browser
let sued: Sued
let file: Awaited<ReturnType<typeof openDebtorFile>>

beforeAll(async () => {
  const executablePath = process.env.RELANCE_CHROMIUM ?? ''
  browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage'] })
  stack = await joinStack([road], 'agency')
  file = await openDebtorFile(stack, 'sued')
  sued = await Sued.on(stack, file.life, { officerId: await addActor(stack, 'officer') })
}, LONG_MS)
afterAll(async () => {
  await browser?.close()
  await stack?.close()
})

const section = async (language: 'fr' | 'en', javaScriptEnabled = true) => {
  const page = await enter(browser, stack, file, { ...PHONE, language, javaScriptEnabled })
  const found = page.locator('section.proceedings')
  const text = (await found.count()) === 0 ? null : (await found.innerText()).replaceAll('\u00A0', ' ')
  return { page, text }
}

describe('a proceeding on the debtor’s page', () => {
  it(
    'is not there while it is prepared; once it is served the page says by when and where to oppose it, in both languages',
    async () => {
      const before = await section('fr')
      expect(before.text).toBeNull()
      await before.page.context().close()

      await sued.goOn(1)
      await sued.report({ kind: 'filed', on: '2026-01-22' })
      await sued.goOn(5)
      await sued.report({ kind: 'order-granted', on: '2026-01-27', amountCents: cents(1_825_90) })
      const granted = await section('fr')
      expect(granted.text).toContain('Décision de payer rendue')
      // The officer's six months are not the debtor's to know.
      expect(granted.text).not.toContain('juillet 2026')
      await granted.page.context().close()

      await sued.goOn(7)
      await sued.report({ kind: 'served', on: '2026-02-03', act: 'order', mode: 'in-person' })
      const french = await section('fr', false)
      expect(french.text).toContain('Injonction de payer')
      expect(french.text).toContain('jusqu’au 3 mars 2026 inclus. Où : Tribunal de commerce de Paris.')
      expect(french.text).toContain('3 mars 2026 : dernier jour pour vous opposer.')
      expect(french.text).toContain('Code de procédure civile, article 1416')
      await french.page.getByRole('link', { name: 'Payer maintenant' }).last().click()
      await french.page.waitForURL('**/d/pay')
      await french.page.context().close()

      const english = await section('en')
      expect(english.text).toContain('until 3 March 2026, that day included. Where: Tribunal de commerce de Paris.')
      const { violations } = await new AxeBuilder({ page: english.page })
        .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'])
        .analyze()
      expect(violations.filter(({ impact }) => impact === 'serious' || impact === 'critical').map(({ id }) => id)).toEqual([])
      await english.page.setViewportSize({ width: NARROWEST, height: 640 })
      expect(await english.page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(NARROWEST)
      await english.page.context().close()
    },
    LONG_MS,
  )
})
