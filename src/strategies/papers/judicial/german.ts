import type { DisputeReason } from '../../../domain/admission.js'
import type { LegalDay } from '../../../domain/legal-day.js'
import { cents, sum } from '../../../domain/money.js'
import type { Paper, PaperBlock, PaperSection } from '../../../domain/paper.js'
import type { TaskKind } from '../../../domain/procedure/proceeding.js'
import { amount, date, shortDate } from '../../templates/values.js'
import { article } from '../article.js'
import type { JudicialCase, PaperParty, StatedAccount } from '../facts.js'
import { list, paragraph, section, totalsOf } from '../parts.js'
import { percent } from '../rate-words.js'

/** The papers of a German proceeding, in German: what its court, its lawyers and its bailiffs read. */

const OPEN = 'zu ergänzen'
const long = (day: LegalDay): string => date(day, 'de')
const short = (day: LegalDay): string => shortDate(day, 'de')
const moneyIn = (currency: string) => (value: number) => amount(cents(value), currency, 'de')
const terms = (title: string, ...rows: [label: string, value: string | null][]): PaperSection =>
  section(title, { kind: 'terms', rows: rows.map(([label, value]) => [label, value || OPEN]) })

function paperOf(one: JudicialCase, title: string, ...sections: PaperSection[]): Paper {
  const court = one.court?.reference ? `, Geschäftszeichen ${one.court.reference}` : ''
  return {
    language: 'de',
    title,
    author: one.collector.name,
    date: one.on,
    reference: `Akte ${one.fileReference}${court}`,
    sections: [...sections, signature(one)],
  }
}

const identity = ({ name, address }: PaperParty): string => `${name}\n${address.join(', ') || `Anschrift ${OPEN}`}`

function parties({ creditor, collector, collects, debtor }: JudicialCase): PaperSection {
  return terms(
    'Parteien',
    ['Antragsteller (Gläubiger)', identity(creditor)],
    ...(collects === 'agency' ? [['Vertreten durch (Inkassodienstleister)', identity(collector)] as [string, string]] : []),
    ['Antragsgegner (Schuldner)', identity(debtor)],
    ['Rechtsform des Schuldners', debtor.kind === 'company' ? 'juristische Person oder Gesellschaft' : 'natürliche Person'],
  )
}

/** Each invoice as the reason of the main claim, with its day. */
function claims({ claims: stated, currency }: JudicialCase): PaperSection {
  const money = moneyIn(currency)
  const { principalCents } = totalsOf(stated)
  const rows = stated.map(({ reference, issuedOn, dueDate, principalCents: principal }) => [
    `Rechnung ${reference}`,
    issuedOn === null ? OPEN : short(issuedOn),
    short(dueDate),
    money(principal),
  ])
  const head = ['Grund', 'Rechnung vom', 'Fällig am', 'Hauptforderung']
  return section('Hauptforderung', { kind: 'table', head, rows: [...rows, ['Summe', '', '', money(principalCents)]], sums: 1, total: true })
}

const RATES: readonly [RegExp, (points: string) => string][] = [
  [/^BGB § 247.* \+ ([\d.]+) points$/, (points) => `, ${points} Prozentpunkte über dem Basiszinssatz (BGB § 247)`],
  [/^contract/, () => ', nach Vertrag'],
]

function rate({ ratePpm, source }: StatedAccount['lines'][number]): string {
  const [found, said] = RATES.find(([pattern]) => pattern.test(source)) ?? []
  const points = found?.exec(source)?.[1]?.replace('.', ',') ?? ''
  return `${percent(ratePpm)}${said?.(points) ?? ''}`
}

/** Interest that has accrued, stretch by stretch, and what goes on after it. */
function interest({ claims: stated, currency, on }: JudicialCase): PaperSection {
  const money = moneyIn(currency)
  const lines = stated.flatMap(({ reference, lines: own }) => own.filter(({ known }) => known).map((line) => ({ reference, line })))
  if (lines.length === 0) return section('Zinsen', paragraph('Zinsen werden nicht verlangt.'))
  const rows = lines.map(({ reference, line }) => [
    reference,
    `${short(line.from)} bis ${short(line.to)}`,
    rate(line),
    money(line.baseCents),
    money(line.amountCents),
  ])
  const accrued = sum(lines.map(({ line }) => line.amountCents))
  const { interestCents } = totalsOf(stated)
  const rest =
    interestCents === accrued
      ? []
      : [paragraph(`Davon noch verlangt: ${money(interestCents)}; der Rest ist gezahlt, erlassen oder verjährt.`)]
  const going = stated.flatMap(({ reference, principalCents, lines: own }) => {
    const last = own.findLast(({ known, to }) => known && to >= on)
    return last && principalCents > 0
      ? [`Rechnung ${reference}: weitere Zinsen ab dem Tag nach dem ${long(on)} aus ${money(principalCents)}, zuletzt ${rate(last)}`]
      : []
  })
  const table: PaperBlock = {
    kind: 'table',
    head: ['Rechnung', 'Zeitraum', 'Zinssatz', 'aus', 'Zinsen'],
    rows: [...rows, ['Summe', '', '', '', money(accrued)]],
    sums: 2,
    total: true,
  }
  return section('Zinsen', table, ...rest, ...(going.length === 0 ? [] : [list(...going)]))
}

/** Other claims, and costs of the proceeding as far as they are certain. */
function costs(one: JudicialCase): PaperSection {
  const money = moneyIn(one.currency)
  const { indemnityCents, costsCents } = totalsOf(one.claims)
  const certain = one.costs.filter((cost) => cost.certain)
  const rows: [string, string][] = [
    ...(indemnityCents > 0 ? [['Verzugspauschale', money(indemnityCents)] as [string, string]] : []),
    ...(costsCents > 0 ? [['Sonstige Kosten', money(costsCents)] as [string, string]] : []),
    ...certain.map(({ code, incurredOn, amountCents }): [string, string] => [
      `${COSTS[code] ?? code}, ${short(incurredOn)}`,
      money(amountCents),
    ]),
  ]
  return rows.length === 0
    ? section('Nebenforderungen und Kosten', paragraph('Bisher keine. Die Gerichtskosten setzt das Gericht fest.'))
    : terms('Nebenforderungen und Kosten', ...rows)
}

const COSTS: Record<string, string> = { court: 'Gerichtskosten', measure: 'Vollstreckungskosten' }

function total(one: JudicialCase): PaperSection {
  const money = moneyIn(one.currency)
  const { principalCents, interestCents, owedCents } = totalsOf(one.claims)
  return terms(
    `Offen am ${long(one.on)}`,
    ['Hauptforderung', money(principalCents)],
    ['Zinsen', money(interestCents)],
    ['Insgesamt', money(owedCents)],
  )
}

/** What the sums rest on, as far as that is certain. */
function grounds({ claims: stated }: JudicialCase): PaperSection[] {
  const cited = (of: (claim: StatedAccount) => string | null) => [...new Set(stated.map(of).filter((one) => one !== null))].join('; ')
  const found = [
    ['Zinsen', cited((claim) => (claim.interestCents > 0 ? article(claim.interestLaw) : null))],
    ['Verzugspauschale', cited((claim) => (claim.indemnityCents > 0 ? article(claim.indemnityLaw) : null))],
  ].filter(([, text]) => text !== '') as [string, string][]
  return found.length === 0 ? [] : [terms('Rechtsgrundlagen', ...found)]
}

const court = (one: JudicialCase): PaperSection =>
  terms(
    'Gericht',
    ['Mahngericht', null],
    ['Gericht, an das im Streitfall abgegeben wird', one.court?.name ?? null],
    ...(one.court?.reference ? [['Geschäftszeichen', one.court.reference] as [string, string]] : []),
  )

const STEPS: Partial<Record<TaskKind, string>> = {
  'file-request': 'Antrag auf Erlass eines Mahnbescheids',
  'ask-title-order': 'Antrag auf Erlass eines Vollstreckungsbescheids',
}

/** What the court's own form asks for, field by field; the form itself is filled in by who files. */
export const dunningDataSheet = (one: JudicialCase): Paper =>
  paperOf(
    one,
    `Datenblatt: ${STEPS[one.task.kind] ?? one.procedureName}`,
    section(
      'Hinweis',
      paragraph('Die Angaben sind in das Formular des Mahngerichts zu übertragen. Was zu ergänzen ist, weiß die Akte nicht.'),
      ...(one.task.by === null ? [] : [paragraph(`Zu beantragen spätestens am ${long(one.task.by)}.`)]),
    ),
    court(one),
    parties(one),
    claims(one),
    interest(one),
    costs(one),
    payments(one),
    total(one),
    ...grounds(one),
    terms(
      'Erklärungen',
      ['Anspruch von einer Gegenleistung abhängig, und diese erbracht', null],
      ['Im Fall des Widerspruchs Durchführung des streitigen Verfahrens', null],
    ),
  )

const PAID: readonly string[] = ['payment', 'direct-payment', 'credit-note']

/** What the debtor has paid, or was credited, since the invoices. */
function payments({ claims: stated, currency }: JudicialCase): PaperSection {
  const money = moneyIn(currency)
  const rows = stated.flatMap(({ reference, movements }) =>
    movements.filter(({ kind }) => PAID.includes(kind)).map(({ on, amountCents }) => [reference, short(on), money(amountCents)]),
  )
  if (rows.length === 0) return section('Zahlungen und Gutschriften', paragraph('Keine.'))
  return section('Zahlungen und Gutschriften', { kind: 'table', head: ['Rechnung', 'Tag', 'Betrag'], rows, sums: 1 })
}

export const germanStatement = (one: JudicialCase): Paper =>
  paperOf(one, 'Forderungsaufstellung', parties(one), claims(one), interest(one), costs(one), payments(one), total(one), ...grounds(one))

const FINGERPRINT = 12

function exhibitTable({ exhibits }: JudicialCase): PaperBlock {
  if (exhibits.length === 0) return paragraph('Keine Anlagen.')
  const rows = exhibits.map(({ number, title, datedOn, sha256 }) => [
    `Anlage ${number}`,
    title,
    short(datedOn),
    sha256 === null ? '–' : sha256.slice(0, FINGERPRINT),
  ])
  return { kind: 'table', head: ['Nummer', 'Bezeichnung', 'Datum', 'Prüfsumme SHA-256'], rows, sums: 0 }
}

/** The stamp on each of them is in French, and has the same number. */
export const germanExhibitList = (one: JudicialCase): Paper =>
  paperOf(one, 'Anlagenverzeichnis', parties(one), section('Anlagen', exhibitTable(one)))

export const germanLawyerInstruction = (one: JudicialCase): Paper =>
  paperOf(
    one,
    'Auftrag an den Rechtsanwalt',
    addressee(one),
    section(
      'Gegenstand',
      paragraph(`${one.procedureName}. Gericht: ${one.court?.name ?? 'durch den Rechtsanwalt zu bestimmen'}.`),
      paragraph('Die Wahl der Mittel und die Prüfung der Zuständigkeit liegen beim Rechtsanwalt.'),
    ),
    parties(one),
    claims(one),
    interest(one),
    costs(one),
    total(one),
    ...grounds(one),
    section(
      'Auftrag',
      list(
        'Die Verurteilung des Schuldners zu den obigen Beträgen und den weiteren Zinsen erwirken',
        'Über jeden Termin berichten: Zustellung, Verhandlung, Urteil, Berufung',
        'Jedes Schriftstück und jede Entscheidung übersenden',
      ),
    ),
    section('Anlagen', exhibitTable(one)),
  )

export const germanOfficerReferral = (one: JudicialCase): Paper =>
  paperOf(
    one,
    one.task.kind === 'serve-judgment' ? 'Auftrag zur Zustellung' : 'Auftrag zur Zwangsvollstreckung',
    addressee(one),
    parties(one),
    ...(one.title === null ? [] : [titleOf(one, one.title)]),
    claims(one),
    total(one),
    section('Auftrag', paragraph('Über jede Maßnahme ist zu berichten: ihr Tag, die Art der Zustellung, ihr Ergebnis und ihre Kosten.')),
  )

const titleOf = ({ currency }: JudicialCase, title: NonNullable<JudicialCase['title']>): PaperSection =>
  terms(
    'Titel',
    ['Aktenzeichen', title.reference],
    ['Vom', long(title.grantedOn)],
    ['Vollstreckbar seit', long(title.enforceableOn)],
    ['Zugestellt am', title.servedOn === null ? 'noch nicht' : long(title.servedOn)],
    ['Hauptforderung', moneyIn(currency)(title.principalCents)],
    ['Kosten', moneyIn(currency)(title.costsCents)],
  )

function addressee({ task, officer, lawyer }: JudicialCase): PaperSection {
  const [role, party] = task.to === 'officer' ? ['Gerichtsvollzieher', officer] : ['Rechtsanwalt', lawyer]
  return terms('Empfänger', ['Eigenschaft', role as string], ['Name und Anschrift', party ? identity(party as PaperParty) : null])
}

const REASONS: Record<string, string> = {
  paid: 'Die Forderung ist bezahlt.',
  settled: 'Die Parteien haben sich verglichen.',
  insolvent: 'Über das Vermögen des Schuldners ist ein Insolvenzverfahren eröffnet.',
  insolvency: 'Über das Vermögen des Schuldners ist ein Insolvenzverfahren eröffnet.',
  'debt-erased': 'Die Forderung ist erloschen.',
  'sent-back': 'Der Schuldner hat die Forderung zuvor bestritten.',
  plan: 'Mit dem Schuldner ist Ratenzahlung vereinbart.',
  opposition: 'Der Schuldner hat Widerspruch oder Einspruch eingelegt.',
}

/** A short paper that says one thing, and why. */
const notice =
  (title: string, text: (one: JudicialCase) => string, ...more: ((one: JudicialCase) => PaperSection)[]) =>
  (one: JudicialCase): Paper => {
    const why = one.reason === null ? undefined : REASONS[one.reason]
    const subject = section('Gegenstand', paragraph(text(one)), ...(why === undefined ? [] : [paragraph(why)]))
    const to = one.task.to === 'officer' || one.task.to === 'lawyer' ? addressee(one) : court(one)
    return paperOf(one, title, to, parties(one), subject, ...more.map((build) => build(one)))
  }

export const germanWithdrawal = notice(
  'Rücknahme',
  ({ creditor, debtor, procedureName }) =>
    `${creditor.name} nimmt das Verfahren gegen ${debtor.name} zurück (${procedureName}). Weiteres ist nicht zu veranlassen; bereits Veranlasstes und seine Kosten sind mitzuteilen.`,
)
export const germanAmendment = notice(
  'Ermäßigung des Antrags',
  ({ askedFirstCents, claims: stated, currency, on }) =>
    `Die Hauptforderung von zuerst ${moneyIn(currency)(askedFirstCents)} wird zum ${long(on)} auf ${moneyIn(currency)(totalsOf(stated).principalCents)} ermäßigt. Die Aufstellung unten ersetzt die frühere.`,
  claims,
  total,
)
export const germanSuspension = notice(
  'Ruhen',
  ({ debtor, procedureName }) =>
    `Das Verfahren gegen ${debtor.name} (${procedureName}) soll bis auf weiteres ruhen. Nur was zur Wahrung eines Rechts nötig ist, ist zu tun und sofort zu melden.`,
)
export const germanExhibitRecall = notice(
  'Rückgabe der Anlagen',
  () => 'Das Verfahren ist beendet. Die Anlagen unten sind zurückzugeben; elektronische Kopien sind zu löschen.',
  (one) => section('Anlagen', exhibitTable(one)),
)

const DISPUTES: Record<DisputeReason, string> = {
  'not-ordered': 'nicht bestellt',
  'not-delivered': 'nicht geliefert oder nicht geleistet',
  defective: 'mangelhaft',
  price: 'Preis bestritten',
  paid: 'Zahlung behauptet',
  other: 'anderer Grund',
}

/** What a debtor has said against a claim since, in its own words. */
function disputed({ dispute, currency }: JudicialCase): PaperSection {
  if (!dispute) throw new RangeError('no dispute')
  const { claim, receivedOn, reason, contestedCents, words, documents } = dispute
  const whole = contestedCents === null ? 'die ganze Forderung' : moneyIn(currency)(contestedCents)
  const rows: [string, string | null][] = [
    ['Rechnung', claim],
    ['Eingegangen am', long(receivedOn)],
    ['Grund', DISPUTES[reason]],
    ['Bestritten von der Hauptforderung', whole],
    ...(words ? [['Worte des Schuldners', words] as [string, string]] : []),
    ...(documents.length > 0 ? [['Unterlagen des Schuldners', documents.join(', ')] as [string, string]] : []),
  ]
  return terms('Einwendung', ...rows)
}
export const germanDisputeNotice = notice(
  'Einwendung des Schuldners',
  ({ debtor, procedureName }) =>
    `${debtor.name} hat die Forderung bestritten, nachdem das Verfahren begonnen wurde (${procedureName}). Es ruht deshalb nicht; die Einwendung ist zu berücksichtigen.`,
  disputed,
)

function signature({ task, power, creditor, collector, collects, lawyer }: JudicialCase): PaperSection {
  const by = collects === 'creditor' ? `Der Gläubiger: ${creditor.name}.` : `${collector.name} für ${creditor.name}${mandate(power)}.`
  const signer = task.kind === 'file-request' && task.to === 'lawyer' ? `Der Rechtsanwalt des Gläubigers: ${lawyer?.name ?? OPEN}.` : by
  return section('Unterschrift', paragraph(signer), paragraph('Ort, Datum ____________________          Unterschrift:'))
}

const mandate = (power: JudicialCase['power']): string =>
  power === null
    ? ', Vollmacht beizufügen'
    : `, Vollmacht ${power.reference}${power.signedOn === null ? '' : ` vom ${long(power.signedOn)}`}`
