import type { ClosingView } from '../contracts/closing.js'
import { type CsvCell, csvFile } from '../contracts/csv.js'
import { cents } from '../domain/money.js'
import { VAT_FORMALITY } from '../law/irrecoverability.js'
import { retentionOf } from '../law/retention.js'
import type { LetterBlock, LetterDocument } from '../providers/post/letter-document.js'
import type { ClosingLetter } from '../store/closing-paper.js'
import { amount, date, shortDate } from '../strategies/templates/values.js'
import { letterHead } from './letter-head.js'
import { figureOf } from './remittance-statement.js'

/** What creditors are told of a closed file, in French. */

const CHANNELS: Record<ClosingView['acts'][number]['channel'], string> = { letter: 'Lettre', sms: 'SMS', email: 'Courriel', call: 'Appel' }
const MEANS: Record<ClosingView['received'][number]['how'], string> = {
  card: 'carte',
  transfer: 'virement',
  direct_debit: 'prélèvement',
  cheque: 'chèque',
  cash: 'espèces',
  other: 'autre',
  before: 'avant l’ouverture du dossier',
}
/** What providers and people report of a formal notice. */
const OUTCOMES: Record<string, string> = {
  delivered: 'remise',
  refused: 'refusée',
  unclaimed: 'non réclamée',
  'address-unknown': 'destinataire inconnu à l’adresse',
  bounced: 'revenue',
  failed: 'non distribuée',
  posted: 'postée',
  printed: 'imprimée',
  accepted: 'prise en charge',
}
const HOLDS: Record<string, string> = {
  'operator-pause': 'suspension par l’agence',
  dispute: 'contestation',
  insolvency: 'procédure collective',
  'over-indebtedness': 'procédure de surendettement',
  death: 'décès du débiteur',
  minority: 'minorité du débiteur',
  'protected-adult': 'débiteur protégé',
  'guarantee-suspended': 'procédure du débiteur principal',
  'money-to-allocate': 'somme à affecter',
  'direct-debit': 'prélèvement annoncé',
}

/** The closing report as it is printed. */
export function closingDocument(letter: ClosingLetter): LetterDocument {
  const { closing } = letter
  return {
    ...headOf(letter),
    subject: 'Compte rendu de clôture',
    body: [
      { kind: 'paragraph', text: openingOf(letter) },
      claimsTable(closing),
      sumsOf(closing),
      ...actsBlocks(closing),
      { kind: 'paragraph', text: costsOf(closing) },
      ...documentsBlock(closing),
      { kind: 'notice', title: 'Conservation', paragraphs: [retentionText(letter)] },
    ],
  }
}

/** The attestation that nothing can be had any more, as it is printed. */
export function attestationDocument(letter: ClosingLetter): LetterDocument {
  const { closing, collector, creditor, debtor } = letter
  const { irrecoverability, currency, totals } = closing
  const money = moneyIn(currency)
  const left = `${money(totals.leftCents)}, dont ${money(totals.principalLeftCents)} en principal`
  return {
    ...headOf(letter),
    subject: 'Attestation d’irrécouvrabilité',
    body: [
      {
        kind: 'paragraph',
        text: `${collector.name} atteste que la créance de ${creditor.name} sur ${debtor}, suivie sous le dossier ${closing.file}, est irrécouvrable pour la somme de ${left}.`,
      },
      { kind: 'paragraph', text: `Motif : ${irrecoverability.why} (${irrecoverability.source})` },
      claimsTable(closing),
      {
        kind: 'paragraph',
        text: 'Le principal est celui des factures, toutes taxes comprises ; sa répartition entre montant hors taxe et TVA est celle des factures, que l’agence ne tient pas.',
      },
      ...actsBlocks(closing),
      { kind: 'notice', title: 'Portée', paragraphs: scopeOf(closing) },
    ],
  }
}

function scopeOf({ irrecoverability: { vat } }: ClosingView): string[] {
  if (vat)
    return [
      'Cette attestation est établie pour justifier de la perte en comptabilité et de la récupération de la TVA (CGI art. 272, 1).',
      VAT_FORMALITY.value,
    ]
  return [
    'Cette attestation est établie pour justifier de la perte en comptabilité. Elle ne préjuge pas du droit à récupération de la TVA, qui suppose que la créance soit définitivement irrécouvrable au sens de l’article 272, 1 du CGI.',
  ]
}

function headOf({ closing, collector, creditor, today }: ClosingLetter) {
  const to = { name: creditor.name, address: creditor }
  return {
    ...letterHead({ collector, debtor: to }, 'fr', today),
    references: [
      { label: 'Dossier', value: closing.file },
      { label: 'Clôturé le', value: date(closing.closedOn, 'fr') },
    ],
    reference: closing.file,
  }
}

const moneyIn = (currency: string) => (value: number) => amount(cents(value), currency, 'fr')
const euros = moneyIn('EUR')

function openingOf({ closing: { openedOn, closedOn, ground, source, shared }, debtor }: ClosingLetter): string {
  const others = shared ? ' D’autres débiteurs répondent des mêmes factures : leurs paiements y sont compris.' : ''
  return `Le dossier contre ${debtor}, ouvert le ${date(openedOn, 'fr')}, a été clôturé le ${date(closedOn, 'fr')}. ${ground} (${source})${others}`
}

function claimsTable({ claims, currency }: ClosingView): LetterBlock {
  const money = moneyIn(currency)
  return {
    kind: 'table',
    head: ['Facture', 'Échéance', 'Principal', 'Réclamé', 'Encaissé', 'Reste dû'],
    rows: claims.map(({ reference, dueDate, principalCents, claimedCents, receivedCents, directCents, leftCents }) => [
      reference,
      shortDate(dueDate, 'fr'),
      ...[principalCents, claimedCents, receivedCents + directCents, leftCents].map(money),
    ]),
    sums: 4,
  }
}

/** What was claimed, then what became of it; what is nothing is left out. */
function sumsOf({ totals, received, currency }: ClosingView): LetterBlock {
  const money = moneyIn(currency)
  const added: [string, number][] = [
    ['Principal', totals.principalCents],
    ['Intérêts de retard', totals.interestCents],
    ['Indemnité de recouvrement', totals.indemnityCents],
    ['Frais', totals.costsCents],
    ['Trop-perçu', totals.overpaidCents],
  ]
  const taken: [string, number][] = [
    ...received.map(({ how, amountCents }): [string, number] => [`Encaissé par l’agence : ${MEANS[how]}`, amountCents]),
    ['Encaissé par le créancier', totals.directCents],
    ['Avoirs', totals.creditedCents],
    ['Remises et retraits', totals.letGoCents],
    ['Passé en perte', totals.writtenOffCents],
    ['Intérêts prescrits', totals.barredInterestCents],
  ]
  const shown = ([, value]: [string, number]) => value !== 0
  return {
    kind: 'sum',
    items: [
      ...added.filter(shown).map(([label, value]) => ({ label, amount: money(value) })),
      ...taken.filter(shown).map(([label, value]) => ({ label, amount: money(0 - value) })),
    ],
    total: { label: 'Reste dû', amount: money(totals.leftCents) },
    note: '',
  }
}

function actsBlocks({ acts, formalNotice, holds }: ClosingView): LetterBlock[] {
  // The first column takes what may be long.
  const rows = acts.map(({ channel, days }) => [
    `${CHANNELS[channel]} – ${days.map((day) => shortDate(day, 'fr')).join(', ')}`,
    String(days.length),
  ])
  const table: LetterBlock[] = rows.length > 0 ? [{ kind: 'table', head: ['Actes', 'Nombre'], rows, sums: 1 }] : []
  const none: LetterBlock[] = rows.length === 0 ? [{ kind: 'paragraph', text: 'Aucun acte n’a été accompli.' }] : []
  const notices = formalNotice ? [noticeText(formalNotice)] : []
  const stopped = holds.map(({ reason, from, until }) => {
    const through = until === null ? '' : ` jusqu’au ${date(until, 'fr')}`
    return `Suspendu à partir du ${date(from, 'fr')}${through} : ${HOLDS[reason] ?? reason}.`
  })
  return [...table, ...none, ...[...notices, ...stopped].map((text): LetterBlock => ({ kind: 'paragraph', text }))]
}

function noticeText({ on, registered, outcome, outcomeOn }: NonNullable<ClosingView['formalNotice']>): string {
  const what = registered ? 'Mise en demeure recommandée' : 'Mise en demeure'
  const ended = outcome === null ? '' : `, ${OUTCOMES[outcome] ?? outcome}${outcomeOn === null ? '' : ` le ${date(outcomeOn, 'fr')}`}`
  return `${what} du ${date(on, 'fr')}${ended}.`
}

function costsOf({ actsCostCents, commissionCents }: ClosingView): string {
  return `Coût des actes pour l’agence : ${euros(actsCostCents)}. Commission hors taxe au jour de ce compte rendu : ${euros(commissionCents)}. Rien de cela n’est à la charge du débiteur.`
}

function documentsBlock({ documents, returnedOn }: ClosingView): LetterBlock[] {
  if (documents.length === 0) return []
  const title = returnedOn === null ? 'Pièces à restituer' : `Pièces restituées le ${date(returnedOn, 'fr')}`
  const paragraphs = documents.map(({ claim, name, sha256 }) => `${claim} : ${name} (SHA-256 ${sha256.slice(0, 16)}…)`)
  return [{ kind: 'notice', title, paragraphs }]
}

function retentionText({ closing: { retainUntil }, collector }: ClosingLetter): string {
  const { accounting } = retentionOf(collector.country)
  return `Les papiers du dossier sont conservés jusqu’au ${date(retainUntil, 'fr')} ; les pièces comptables ${accounting.value} ans (${accounting.source}).`
}

const HEAD = [
  'dossier',
  'ouvert le',
  'clôturé le',
  'motif',
  'factures',
  'principal',
  'réclamé',
  'encaissé agence',
  'encaissé créancier',
  'avoirs',
  'remises',
  'pertes',
  'reste dû',
  'coût des actes (EUR)',
  'commission (EUR)',
  'devise',
  'pièces restituées le',
  'rouvert le',
]

/** A creditor's closings for a spreadsheet: a row for each. */
export function closingsCsv(closings: readonly ClosingView[]): string {
  return csvFile(HEAD, closings.map(csvRow))
}

function csvRow(closing: ClosingView): CsvCell[] {
  const { totals, claims, file, openedOn, closedOn, reason, currency, returnedOn, reopenedAt, actsCostCents, commissionCents } = closing
  const sums = [
    totals.principalCents,
    totals.claimedCents,
    totals.receivedCents,
    totals.directCents,
    totals.creditedCents,
    totals.letGoCents,
    totals.writtenOffCents,
    totals.leftCents,
    actsCostCents,
    commissionCents,
  ]
  return [
    file,
    openedOn,
    closedOn,
    reason,
    claims.map(({ reference }) => reference).join(', '),
    ...sums.map((value) => ({ figure: figureOf(value, 'fr') })),
    currency,
    returnedOn ?? '',
    reopenedAt?.slice(0, 10) ?? '',
  ]
}
