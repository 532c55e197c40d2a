import { type Browser, chromium, type Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest'
import type { Health } from '../../src/contracts/health.js'
import { joinStack, type TestStack } from '../support/stack.js'

let stack: TestStack
let browser: Browser
let page: Page
let complaints: string[]

beforeAll(async () => {
  stack = await joinStack()
  const executablePath = process.env.RELANCE_CHROMIUM ?? ''
  browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage'] })
})
afterAll(async () => {
  await browser?.close()
  await stack?.close()
})

beforeEach(async () => {
  complaints = []
  page = await browser.newPage()
  page.on('console', (message) => void (message.type() === 'error' && complaints.push(message.text())))
  page.on('pageerror', (error) => void complaints.push(error.message))
})
afterEach(() => page.close())

const says = (text: string) => page.getByRole('status').filter({ hasText: text }).waitFor()
const rows = () => page.locator('#parts > div').allInnerTexts()

/** What the page is told from now on. */
async function answer(health: Health | 'nothing'): Promise<void> {
  await page.unrouteAll()
  await page.route('**/health', (route) =>
    health === 'nothing' ? route.abort() : route.fulfill({ status: health.healthy ? 200 : 503, json: health }),
  )
}

const WELL = { name: 'database', healthy: true, detail: 'PostgreSQL 18.4' }
const ILL = { name: 'worker', healthy: false, detail: 'no worker polls the task queue: start one with relance worker' }

it('shows each part of a healthy Relance, with its version', async () => {
  await page.goto(stack.apiUrl)
  await says('Everything is running.')
  expect((await rows()).map((text) => text.replaceAll(/\s+/g, ' '))).toEqual([
    expect.stringMatching(/^database ✔ healthy ?PostgreSQL \d+/i),
    expect.stringMatching(/^temporal ✔ healthy ?Temporal \d+/i),
    expect.stringMatching(/^worker ✔ healthy ?\d+ workers? polls?/i),
    expect.stringMatching(/^outbox ✔ healthy/i),
  ])
  expect(complaints).toEqual([])
})

it('names the part that is ill, and what to do', async () => {
  await answer({ healthy: false, parts: [WELL, ILL] })
  await page.goto(stack.apiUrl)
  await says('Not everything is running: look at worker.')
  const [well, ill] = await rows()
  expect(well).toContain('✔ healthy')
  expect(ill).toContain('✘ not healthy')
  expect(ill).toContain('start one with relance worker')
})

it('follows what changes without being loaded again', async () => {
  await answer({ healthy: false, parts: [WELL, ILL] })
  await page.goto(stack.apiUrl)
  await says('Not everything is running')
  await answer('nothing')
  await says('look at api.')
  await answer({ healthy: true, parts: [WELL] })
  await says('Everything is running.')
})

it('shows what a part says as text, never as a page', async () => {
  const detail = '<img src=x onerror="document.title = 1">'
  await answer({ healthy: false, parts: [{ ...ILL, detail }] })
  await page.goto(stack.apiUrl)
  await page.getByText(detail).waitFor()
  expect(await page.locator('img').count()).toBe(0)
})

it('can be read by landmarks and walked by keyboard', async () => {
  await page.goto(stack.apiUrl)
  await says('Everything is running.')
  expect(await page.locator('html').getAttribute('lang')).toBe('en')
  expect(await page.getByRole('main').getByRole('heading', { level: 1 }).innerText()).toBe('Relance')
  expect(await page.getByRole('contentinfo').count()).toBe(1)
  await page.keyboard.press('Tab')
  const link = page.getByRole('link', { name: '/health' })
  expect(await link.evaluate((element) => element.matches(':focus-visible'))).toBe(true)
  await page.keyboard.press('Enter')
  await page.waitForURL('**/health')
})

it.each([1280, 320])('fits a window of %d pixels', async (width) => {
  await page.setViewportSize({ width, height: 800 })
  await answer({ healthy: false, parts: [WELL, { ...ILL, detail: 'x'.repeat(200) }] })
  await page.goto(stack.apiUrl)
  await says('Not everything is running')
  expect(await page.locator('html').evaluate((root) => root.scrollWidth)).toBeLessThanOrEqual(width)
})
