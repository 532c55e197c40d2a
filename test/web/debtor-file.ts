import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import { OpenFileBody } from '../../src/contracts/debt-file.js'
import type { Strategy } from '../../src/domain/strategy.js'
import { untilAtRest } from '../../src/engine/at-rest.js'
import { openFile } from '../../src/store/open-file.js'
import { Life } from '../support/life.js'
import { addCreditor, type TestStack } from '../support/stack.js'

/** Three letters. */
export const road: Strategy = {
  name: 'debtor-road',
  version: 1,
  steps: [
    { id: 'opening-letter', stage: 'opening', channels: ['letter'], afterDays: 10, payWithinDays: 8, registered: false },
    { id: 'second-letter', stage: 'amicable', channels: ['letter'], afterDays: 25, payWithinDays: 8, registered: false },
    { id: 'third-letter', stage: 'amicable', channels: ['letter'], afterDays: 45, payWithinDays: 8, registered: false },
  ],
}

/** A machine may be busy with other suites. */
const WITHIN_MS = 60_000

export interface DebtorFile {
  life: Life
  reference: string
  paymentKey: string
}

/** A file of a trader with three invoices, its opening letter sent and posted; it waits on 25 January 2026. */
export async function openDebtorFile(stack: TestStack, key: string, contact: { phone?: string; email?: string } = {}): Promise<DebtorFile> {
  const creditor = await addCreditor(stack)
  const { legalStart: _, ...input } = OpenFileBody.parse({
    creditor,
    debtor: {
      name: 'Camille Martin',
      kind: 'person',
      addresses: [{ lines: ['12 rue des Lilas'], postcode: '75011', city: 'Paris' }],
      ...(contact.phone && { phones: [contact.phone] }),
      ...(contact.email && { emails: [contact.email] }),
    },
    claims: [
      {
        reference: `F-${key}-01`,
        amountCents: 486_00,
        dueDate: '2025-11-15',
        issueDate: '2025-10-15',
        currency: 'EUR',
        capacity: 'sole-trader',
      },
      {
        reference: `F-${key}-02`,
        amountCents: 1_250_00,
        dueDate: '2025-12-01',
        issueDate: '2025-11-01',
        currency: 'EUR',
        capacity: 'sole-trader',
      },
      {
        reference: `F-${key}-03`,
        amountCents: 89_90,
        dueDate: '2025-12-20',
        issueDate: '2025-11-20',
        currency: 'EUR',
        capacity: 'sole-trader',
      },
    ],
    strategy: road.name,
  })
  const opening = {
    tenantId: stack.tenantId,
    actor: 'test',
    key,
    legalStart: new Date('2026-01-05T09:00:00Z'),
    now: new Date(),
    clock: 'real' as const,
  }
  const { id } = await openFile(stack.db, opening, input)
  const life = Life.of(stack, id)
  await untilAtRest(stack.db, id, WITHIN_MS)
  await life.forward(12)
  await untilAtRest(stack.db, id, WITHIN_MS)
  await life.post()
  await life.forward(4)
  await untilAtRest(stack.db, id, WITHIN_MS)
  const { reference, paymentKey } = await stack.db.debtFile.findUniqueOrThrow({ where: { id } })
  return { life, reference, paymentKey }
}

/** The letter that opened a file, as it was printed. */
export async function openingLetterOf(stack: TestStack, { life }: DebtorFile): Promise<Uint8Array> {
  const { pdf } = await stack.db.contactMessage.findFirstOrThrow({ where: { contact: { fileId: life.id, stage: 'opening' } } })
  if (!pdf) throw new Error('the opening letter was not printed')
  return pdf
}

export const PHONE = { viewport: { width: 390, height: 844 } }
export const DESKTOP = { viewport: { width: 1280, height: 900 } }

/** A browser of its own for one debtor, who has entered with what the letter says. */
export async function enter(
  browser: Browser,
  stack: TestStack,
  { reference, paymentKey }: DebtorFile,
  options: BrowserContextOptions & { language?: 'fr' | 'en' } = {},
): Promise<Page> {
  const { language = 'fr', ...rest } = options
  const context = await browser.newContext({ locale: language === 'fr' ? 'fr-FR' : 'en-GB', ...PHONE, ...rest })
  const page = await context.newPage()
  await page.goto(`${stack.apiUrl}/d?r=${reference}&k=${paymentKey}&lang=${language}`)
  await page.locator('form[action="/d/enter"] button').click()
  await page.waitForURL('**/d/file')
  return page
}
