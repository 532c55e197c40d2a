import { compareIdentity } from '../domain/identity.js'
import { byCompany, mayBeAbout, type PublishedNotice, proceedingsAgainst } from '../domain/insolvency.js'
import type { LegalDay } from '../domain/legal-day.js'
import type { RegisterName } from '../law/registers.js'
import { renderPaperPdf } from '../providers/paper-pdf.js'
import { RegisterAway, type Registers } from '../providers/registers/port.js'
import type { Database } from '../store/database.js'
import { declarationsToPrepare, keepDeclaration } from '../store/declaration-of-claim.js'
import { type Proceedings, recordAnswers } from '../store/insolvency.js'
import { gatedParty, holdBeforeNotice } from '../store/insolvency-hold.js'
import { type Answered, type CheckCause, loadSubject, registersDue, type Subject } from '../store/register-check.js'
import { declarationPaper } from './declaration-paper.js'

export interface RegisterDesk {
  db: Database
  registers: Registers
  now: () => Date
}

/**
 * Asks the registers about a party that are to be asked now, and records what they say, with all that follows from it. A register that
 * does not answer has said nothing: it is asked again later.
 */
export async function checkParty({ db, registers, now }: RegisterDesk, partyId: string, cause: CheckCause): Promise<void> {
  const subject = await loadSubject(db, partyId, now())
  if (!subject) return
  const first = cause === 'daily' && subject.asked.length === 0 ? 'opening' : cause
  const said = await Promise.all(registersDue(subject, cause).map((register) => hear(register, () => ASK[register](registers, subject))))
  const answers = said.flatMap(({ answer }) => answer ?? [])
  if (answers.length > 0) {
    const proceedings = said.flatMap((one) => one.proceedings)
    await recordAnswers(db, subject, { answers, proceedings }, first, now())
  }
  await prepareDeclarations(db, partyId, subject.today)
}

/** Makes out what is to be declared for a party and is not made out yet. @param today the day that it is dated */
export async function prepareDeclarations(db: Database, partyId: string, today: LegalDay): Promise<void> {
  for (const declaration of await declarationsToPrepare(db, partyId))
    await keepDeclaration(db, declaration, await renderPaperPdf(declarationPaper(declaration, today)))
}

/**
 * A look into the registers before a notice that no debtor in insolvency proceedings is sent: what they say stands in the rows before the
 * act is reserved, so that the decision under the locks has it.
 */
export async function checkBeforeNotice(desk: RegisterDesk, fileId: string, actId: string): Promise<void> {
  if (!desk.registers.insolvencies) return
  const partyId = await gatedParty(desk.db, fileId, actId)
  if (partyId === null) return
  await checkParty(desk, partyId, 'before-notice')
  await holdBeforeNotice(desk.db, fileId, desk.now())
}

/** What a register said; nothing where it is not asked. */
interface Said {
  answer: Answered | null
  proceedings: Proceedings[]
}

const NOTHING: Said = { answer: null, proceedings: [] }
const saying = (register: RegisterName, outcome: string, facts: Record<string, unknown>): Said => ({
  answer: { register, outcome, facts },
  proceedings: [],
})

async function hear(register: RegisterName, asked: () => Promise<Said>): Promise<Said> {
  try {
    return await asked()
  } catch (error) {
    if (error instanceof RegisterAway) return saying(register, 'unavailable', { code: error.code })
    throw error
  }
}

const ASK: Record<RegisterName, (registers: Registers, subject: Subject) => Promise<Said>> = {
  sirene: askSirene,
  bodacc: askBodacc,
  vies: askVies,
}

async function askSirene({ companies }: Registers, subject: Subject): Promise<Said> {
  const { siren, name, postcode } = subject
  if (!companies) return NOTHING
  if (siren !== null) {
    const company = await companies.find(siren)
    if (!company) return saying('sirene', 'unknown', { siren })
    const { outcome, ...facts } = compareIdentity(company, subject)
    return saying('sirene', outcome, facts)
  }
  if (postcode === null) return NOTHING
  const found = await companies.search(name, postcode)
  return saying('sirene', found.length === 0 ? 'unknown' : 'homonyms', { sirens: found.map((company) => company.siren) })
}

async function askBodacc({ insolvencies }: Registers, subject: Subject): Promise<Said> {
  const { siren, name, postcode, today, oldestDue } = subject
  if (!insolvencies) return NOTHING
  if (siren === null && postcode === null) return saying('bodacc', 'unknown', {})
  const notices = siren !== null ? await insolvencies.of(siren, today) : await insolvencies.named(name, postcode ?? '', today)
  const state = siren !== null ? 'confirmed' : 'to-check'
  const groups: PublishedNotice[][] = siren !== null ? [notices] : byCompany(notices.filter((notice) => mayBeAbout(notice, subject)))
  const against = groups.map((group) => proceedingsAgainst(group, oldestDue)).filter((found) => found.length > 0)
  const outcome = against.length === 0 ? 'clear' : siren !== null ? 'notices' : 'homonyms'
  const ids = against.flatMap((found) => found.map(({ notice }) => notice.id))
  return {
    answer: { register: 'bodacc', outcome, facts: { notices: ids } },
    proceedings: against.map((found): Proceedings => ({ state, notices: found })),
  }
}

async function askVies({ vat }: Registers, subject: Subject): Promise<Said> {
  if (!vat || !subject.vat) return NOTHING
  const { country, number } = subject.vat
  const { valid } = await vat.check(country, number)
  return saying('vies', valid ? 'valid' : 'invalid', { vat: `${country}${number}` })
}
