import type { LegalDay } from '../../domain/legal-day.js'
import { type Cents, cents, sum } from '../../domain/money.js'
import type { Paper, PaperBlock, PaperSection } from '../../domain/paper.js'
import { amount, date, NBSP, shortDate } from '../templates/values.js'
import { article } from './article.js'
import type { AccountFacts, JudicialCase, PaperCost, PaperExhibit, PaperParty, StatedAccount } from './facts.js'
import { rateInWords } from './rate-words.js'

/** Parts that several papers have in common. In French, the language of the courts. */

export const UNKNOWN = 'à compléter'

export const paragraph = (text: string): PaperBlock => ({ kind: 'paragraph', text })
export const section = (title: string, ...blocks: PaperBlock[]): PaperSection => ({ title, blocks })
export const terms = (title: string, ...rows: [label: string, value: string | null][]): PaperSection =>
  section(title, { kind: 'terms', rows: rows.map(([label, value]) => [label, value || UNKNOWN]) })
export const list = (...items: string[]): PaperBlock => ({ kind: 'list', items })
export const long = (day: LegalDay): string => date(day, 'fr')
const short = (day: LegalDay): string => shortDate(day, 'fr')
export const moneyIn = (currency: string) => (value: number) => amount(cents(value), currency, 'fr')

const addressOf = ({ address }: PaperParty): string => address.join(', ')

/** Creditor, who acts for it, and debtor. */
export function parties({ creditor, collector, collects, debtor, claims }: AccountFacts): PaperSection[] {
  return [
    terms(
      'Parties',
      ['Créancier', identity(creditor)],
      ...(collects === 'agency' ? [['Mandataire du créancier', identity(collector)] as [string, string]] : []),
      ['Débiteur', identity(debtor)],
      ['Qualité du débiteur', capacityOf(debtor, claims)],
    ),
  ]
}

const CAPACITIES: Record<StatedAccount['capacity'], string | null> = {
  consumer: 'consommateur',
  'non-professional': 'non-professionnel',
  trader: 'commerçant',
  professional: 'professionnel',
  'sole-trader': 'entrepreneur individuel',
  'public-body': 'personne publique',
  undecided: null,
}

/** What the debtor is, and as what it owes. */
function capacityOf({ kind }: AccountFacts['debtor'], claims: AccountFacts['claims']): string {
  const capacities = claims.flatMap(({ capacity }) => CAPACITIES[capacity] ?? [])
  return [kind === 'company' ? 'Personne morale' : 'Personne physique', ...new Set(capacities)].join(', ')
}

/** Name with, where it is known, the number in the register of companies; and address. */
function identity(party: PaperParty): string {
  const number = party.siren === null ? '' : ` (SIREN${NBSP}${party.siren})`
  return `${party.name}${number}\n${addressOf(party) || `adresse ${UNKNOWN}`}`
}

const SUMS = ['principalCents', 'interestCents', 'indemnityCents', 'costsCents', 'owedCents'] as const
export type Totals = Record<(typeof SUMS)[number], Cents>

/** What claims come to together. */
export function totalsOf(claims: readonly StatedAccount[]): Totals {
  const total = (of: (typeof SUMS)[number]) => sum(claims.map((claim) => claim[of]))
  return {
    principalCents: total('principalCents'),
    interestCents: total('interestCents'),
    indemnityCents: total('indemnityCents'),
    costsCents: total('costsCents'),
    owedCents: total('owedCents'),
  }
}

/** What is owed, a row for each invoice. */
export function claimTable({ claims, currency }: AccountFacts): PaperBlock {
  const money = moneyIn(currency)
  const totals = totalsOf(claims)
  return {
    kind: 'table',
    head: ['Facture', 'Émise le', 'Échéance', 'Principal', 'Intérêts', 'Indemnité', 'Frais', 'Total dû'],
    rows: [
      ...claims.map((claim) => [
        claim.reference,
        claim.issuedOn === null ? '–' : short(claim.issuedOn),
        short(claim.dueDate),
        ...SUMS.map((column) => money(claim[column])),
      ]),
      ['Total', '', '', ...SUMS.map((column) => money(totals[column]))],
    ],
    sums: SUMS.length,
    total: true,
  }
}

/** The same in one breath, item by item. */
export function totalsTerms(title: string, { claims, currency }: AccountFacts): PaperSection {
  const money = moneyIn(currency)
  const totals = totalsOf(claims)
  const rows: [string, number][] = [
    ['Principal', totals.principalCents],
    ['Intérêts de retard échus', totals.interestCents],
    ['Indemnité pour frais de recouvrement', totals.indemnityCents],
    ['Frais', totals.costsCents],
  ]
  const shown = rows.filter(([label, value]) => value !== 0 || label === 'Principal')
  return terms(title, ...shown.map(([label, value]): [string, string] => [label, money(value)]), ['Total', money(totals.owedCents)])
}

type WithInterest = Pick<StatedAccount, 'reference' | 'lines' | 'interestCents' | 'barredInterestCents'>

/** Each line of interest of each claim: its days, base, rate and where that comes from. */
export function interestBlocks({ claims, currency }: Pick<AccountFacts, 'currency'> & { claims: readonly WithInterest[] }): PaperBlock[] {
  const money = moneyIn(currency)
  const known = claims.flatMap((claim) => claim.lines.filter((line) => line.known).map((line) => ({ claim, line })))
  if (known.length === 0) return [paragraph('Aucun intérêt n’est demandé à ce jour.')]
  const rows = known.map(({ claim, line }) => [
    claim.reference,
    `${short(line.from)} au ${short(line.to)}`,
    String(line.days),
    rateInWords(line),
    money(line.baseCents),
    money(line.amountCents),
  ])
  const accrued = sum(known.map(({ line }) => line.amountCents))
  const barred = sum(claims.map(({ barredInterestCents }) => barredInterestCents))
  const claimed = sum(claims.map(({ interestCents }) => interestCents))
  const met = accrued - barred - claimed
  return [
    {
      kind: 'table',
      head: ['Facture', 'Période', 'Jours', 'Taux et source', 'Base', 'Intérêts'],
      rows: [...rows, ['Total couru', '', '', '', '', money(accrued)]],
      sums: 2,
      total: true,
    },
    ...(barred > 0 ? [paragraph(`Intérêts prescrits, non demandés : ${money(barred)}.`)] : []),
    ...(met > 0 ? [paragraph(`Intérêts déjà acquittés ou abandonnés : ${money(met)}.`)] : []),
    ...(barred > 0 || met > 0 ? [paragraph(`Intérêts restant demandés : ${money(claimed)}.`)] : []),
    paragraph('Chaque ligne : base × jours × taux annuel / 365, arrondie au centime ; les deux jours de la période sont compris.'),
  ]
}

/** What interest and indemnity rest on, as far as that is certain. */
export function lawBlocks({ claims }: AccountFacts): PaperBlock[] {
  const cited = (of: (claim: StatedAccount) => string | null) => [...new Set(claims.map(of).filter((one) => one !== null))].join(' ; ')
  const interest = cited((claim) => (claim.interestCents > 0 ? article(claim.interestLaw) : null))
  const indemnity = cited((claim) => (claim.indemnityCents > 0 ? article(claim.indemnityLaw) : null))
  return [
    ...(interest === '' ? [] : [paragraph(`Intérêts de retard : ${interest}.`)]),
    ...(indemnity === '' ? [] : [paragraph(`Indemnité forfaitaire pour frais de recouvrement, par facture : ${indemnity}.`)]),
  ]
}

const MOVEMENTS: Record<StatedAccount['movements'][number]['kind'], string> = {
  payment: 'Règlement',
  'direct-payment': 'Règlement au créancier',
  reversal: 'Règlement repris (impayé)',
  'credit-note': 'Avoir',
  withdrawal: 'Retrait',
  remission: 'Remise',
  'write-off': 'Abandon',
  cost: 'Frais',
}
const ADDS: readonly string[] = ['cost', 'reversal']

/** What has moved the claims since they were invoiced. */
export function movementTable({ claims, currency }: AccountFacts): PaperBlock {
  const money = moneyIn(currency)
  const moved = claims.flatMap(({ reference, movements }) => movements.map((movement) => ({ reference, ...movement })))
  if (moved.length === 0) return paragraph('Aucun règlement ni avoir n’a été reçu.')
  const rows = moved
    .sort((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : 0))
    .map(({ reference, on, kind, amountCents }) => [
      reference,
      short(on),
      MOVEMENTS[kind],
      money(ADDS.includes(kind) ? amountCents : 0 - amountCents),
    ])
  return { kind: 'table', head: ['Facture', 'Date', 'Opération', 'Montant'], rows, sums: 1 }
}

const FINGERPRINT = 12

/** Exhibits under their numbers. */
export function exhibitTable(exhibits: readonly PaperExhibit[]): PaperBlock {
  if (exhibits.length === 0) return paragraph('Aucune pièce.')
  const rows = exhibits.map(({ number, title, datedOn, sha256, ground }) => [
    ground === null ? title : `${title} (${ground})`,
    `Pièce${NBSP}n°${NBSP}${number}`,
    short(datedOn),
    sha256 === null ? '–' : sha256.slice(0, FINGERPRINT),
  ])
  return { kind: 'table', head: ['Intitulé', 'Numéro', 'Date', 'Empreinte SHA-256'], rows, sums: 0 }
}

/** Exhibits in one list, for papers that announce them only. */
export const exhibitSection = ({ exhibits }: JudicialCase): PaperSection =>
  section(
    'Pièces',
    exhibits.length === 0
      ? paragraph('Aucune pièce.')
      : list(...exhibits.map(({ number, title, datedOn }) => `Pièce n° ${number} : ${title}, ${long(datedOn)}`)),
  )

/** Who signs, and by which power. */
export function signature(one: JudicialCase): PaperSection {
  return section(
    'Signature',
    paragraph(signerOf(one)),
    paragraph('Fait à ____________________, le ____________________          Signature :'),
  )
}

function signerOf({ task, power, creditor, collector, collects, lawyer, officer }: JudicialCase): string {
  if (task.kind === 'file-request' && task.to === 'lawyer') return `L’avocat du créancier : ${lawyer?.name ?? UNKNOWN}.`
  if (task.kind === 'file-request' && task.to === 'officer')
    return `Le commissaire de justice mandaté par le créancier : ${officer?.name ?? UNKNOWN}.`
  if (collects === 'creditor') return `Le créancier : ${creditor.name}, par son représentant légal.`
  return `${collector.name}, mandataire de ${creditor.name}, ${powerOf(power)}.`
}

function powerOf(power: JudicialCase['power']): string {
  if (power === null || power.special.length === 0) return 'pouvoir spécial du créancier à joindre'
  const named = power.special.map((one) => POWERS[one] ?? one).join(', ')
  const signed = power.signedOn === null ? '' : ` signé le ${long(power.signedOn)}`
  return `en vertu du mandat ${power.reference}${signed}, qui donne pouvoir spécial : ${named}`
}

const POWERS: Record<string, string> = {
  sue: 'd’agir en justice',
  enforce: 'de poursuivre l’exécution',
  settle: 'de transiger',
}

const COSTS: Record<string, string> = {
  clerk: 'Frais de greffe',
  'legal-aid': 'Contribution pour l’aide juridique',
  'economic-activities': 'Contribution pour la justice économique',
  consignation: 'Consignation des frais de l’opposition',
  'officer-file': 'Frais de dossier du commissaire de justice',
  'officer-title': 'Frais de délivrance du titre',
  measure: 'Mesure d’exécution',
}
const BEARERS: Record<PaperCost['bearer'], string> = {
  creditor: 'créancier',
  loser: 'avancé par le créancier, à mettre à la charge du débiteur',
  debtor: 'débiteur',
}

/** What acts have cost, as far as that is certain. */
export function costBlocks({ costs, currency }: JudicialCase): PaperBlock[] {
  const money = moneyIn(currency)
  const certain = costs.filter((cost) => cost.certain)
  if (certain.length === 0) return [paragraph('Aucun frais de procédure n’a été facturé à ce jour.')]
  const rows = certain.map(({ code, incurredOn, bearer, amountCents }) => [
    COSTS[code] ?? code,
    short(incurredOn),
    BEARERS[bearer],
    money(amountCents),
  ])
  const total = money(sum(certain.map(({ amountCents }) => amountCents)))
  return [
    {
      kind: 'table',
      head: ['Frais', 'Date', 'À la charge de', 'Montant'],
      rows: [...rows, ['Total', '', '', total]],
      sums: 1,
      total: true,
    },
  ]
}

/** What a paper of a proceeding has around it. */
export function paperOf(one: JudicialCase, title: string, ...sections: PaperSection[]): Paper {
  const court = one.court?.reference ? ` – n° ${one.court.reference}` : ''
  return {
    language: 'fr',
    title,
    author: one.collector.name,
    date: one.on,
    reference: `Dossier ${one.fileReference}${court}`,
    sections,
  }
}

/** The court that has the proceeding. */
export const courtSection = ({ court }: JudicialCase): PaperSection =>
  terms('Juridiction', ['Tribunal', court?.name ?? null], ...(court?.reference ? [['Numéro', court.reference] as [string, string]] : []))

/** Whom a paper is for: who has the task, and the court where that is us. */
export function addressee(one: JudicialCase): PaperSection {
  const { task, officer, lawyer } = one
  if (task.to === 'officer') return terms('Destinataire', ['Qualité', 'Commissaire de justice'], ...named(officer))
  if (task.to === 'lawyer') return terms('Destinataire', ['Qualité', 'Avocat'], ...named(lawyer))
  return courtSection(one)
}

const named = (party: PaperParty | null): [string, string | null][] => [
  ['Nom', party?.name ?? null],
  ['Adresse', party ? addressOf(party) : null],
]

/** Last days that run, with their article where it is one. */
export function deadlineBlocks({ deadlines }: JudicialCase): PaperBlock[] {
  if (deadlines.length === 0) return []
  const line = ({ kind, lastDay, source }: JudicialCase['deadlines'][number]) => {
    const cited = article({ source, confirmed: true })
    return `${DEADLINES[kind]} : au plus tard le ${long(lastDay)}${cited === null ? '' : ` (${cited})`}`
  }
  return [list(...deadlines.map(line))]
}

const DEADLINES: Record<JudicialCase['deadlines'][number]['kind'], string> = {
  serve: 'Signification',
  oppose: 'Opposition ouverte au débiteur',
  enforceable: 'Force exécutoire',
  certificate: 'Certificat',
  consign: 'Consignation',
  answer: 'Réponse du débiteur',
  'ask-title': 'Demande du titre',
  hearing: 'Audience',
  appeal: 'Appel',
  'title-life': 'Dernier jour pour interrompre la prescription du titre',
  'higher-interest': 'Majoration de l’intérêt légal',
  stay: 'Suspension',
}
