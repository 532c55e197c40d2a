import type { LegalDay } from '../domain/legal-day.js'
import { cents } from '../domain/money.js'
import { percentOf } from '../domain/rate.js'
import type { CommissionBand, Tariff } from '../domain/tariff.js'
import { type Paper, type PaperSection, renderPaperPdf } from '../providers/paper-pdf.js'
import { fromDay } from '../store/day.js'
import type { MandatePaper } from '../store/mandate-paper.js'
import { amount, date, grouped, NBSP } from '../strategies/templates/values.js'
import { dataAnnex } from './data-annex.js'
import { inWords } from './french-number.js'

/** A mandate as a paper (Code des procédures civiles d’exécution R124-3), in French as its law is. */
export function mandatePdf(paper: MandatePaper): Promise<Uint8Array<ArrayBuffer>> {
  return renderPaperPdf(mandateDocument(paper))
}

/** The paper of a mandate, section by section. */
export function mandateDocument(paper: MandatePaper): Paper {
  const { mandate, creditor, agency, today } = paper
  return {
    language: 'fr',
    date: today,
    author: agency.name,
    title: 'Mandat de recouvrement de créances',
    reference: `Mandat ${mandate.reference} – ${creditor.name}`,
    sections: [
      parties(paper),
      term(paper),
      scope(paper),
      claims(paper),
      limits(paper),
      pay(paper),
      remittance(paper),
      ...papersOf(paper),
      signature(),
      dataAnnex(paper),
    ],
  }
}

const dated = (day: LegalDay) => date(day, 'fr')
const sum = (amountCents: number | bigint) => amount(cents(amountCents), 'EUR', 'fr')
const isNever = (value: number | bigint) => Number(value) === 0

type Party = MandatePaper['agency']

function addressOf({ addressLines, postcode, city }: Party): string {
  return [...addressLines, `${postcode} ${city}`].join(', ')
}

const partyOf = (party: Party) =>
  [party.name, addressOf(party), party.siren ? `SIREN ${party.siren}` : ''].filter((part) => part !== '').join(', ')

function parties({ mandate, creditor, agency }: MandatePaper): PaperSection {
  return {
    title: 'Parties',
    blocks: [
      {
        kind: 'terms',
        rows: [
          ['Référence', mandate.reference],
          ['Le créancier (mandant)', partyOf(creditor)],
          ['L’agence (mandataire)', partyOf(agency)],
        ],
      },
      {
        kind: 'paragraph',
        text: 'Le créancier donne à l’agence le pouvoir de recouvrer en son nom et de recevoir pour son compte les sommes dues par ses débiteurs, dans les conditions qui suivent (articles R124-1 à R124-7 du Code des procédures civiles d’exécution).',
      },
    ],
  }
}

function term({ mandate: { validFrom, validUntil } }: MandatePaper): PaperSection {
  const from = `Le mandat prend effet le ${dated(fromDay(validFrom))}`
  const text =
    validUntil === null ? `${from}. Il est conclu pour une durée indéterminée.` : `${from} et prend fin le ${dated(fromDay(validUntil))}.`
  return { title: 'Durée', blocks: [{ kind: 'paragraph', text }] }
}

const POWERS: Record<string, string> = {
  settle: 'transiger, dans les limites ci-dessous ou avec l’accord écrit du créancier',
  sue: 'faire agir en justice au nom du créancier',
  enforce: 'faire exécuter les titres obtenus',
}

function scope({ mandate: { scope: road, specialPowers } }: MandatePaper): PaperSection {
  const text =
    road === 'amicable'
      ? 'Le mandat porte sur le recouvrement amiable, à l’exclusion de toute procédure judiciaire.'
      : 'Le mandat porte sur le recouvrement amiable et sur les procédures judiciaires que le créancier approuve.'
  const powers = specialPowers.flatMap((power) => POWERS[power] ?? [])
  const special =
    powers.length > 0
      ? [
          { kind: 'paragraph' as const, text: 'Pouvoirs spéciaux donnés à l’agence :' },
          { kind: 'list' as const, items: powers },
        ]
      : [{ kind: 'paragraph' as const, text: 'Aucun pouvoir spécial n’est donné à l’agence.' }]
  return { title: 'Étendue', blocks: [{ kind: 'paragraph', text }, ...special] }
}

const ITEMS: Record<string, string> = {
  principal: 'le principal des factures',
  interest: 'les intérêts et pénalités de retard que la loi ou le contrat donne',
  indemnity: 'l’indemnité forfaitaire de recouvrement, entre professionnels',
  costs: 'les frais que la loi met à la charge du débiteur',
}

const REQUIREMENTS: Record<string, string> = {
  due: 'être échue',
  capacity: 'indiquer en quelle qualité le débiteur doit (consommateur ou professionnel)',
  proof: 'être accompagnée de ses pièces justificatives',
}

function claims({ mandate: { covers, leastClaimCents, mostClaimCents, requires } }: MandatePaper): PaperSection {
  const least = leastClaimCents === null ? [] : [`de ${sum(leastClaimCents)} au moins`]
  const most = mostClaimCents === null ? [] : [`de ${sum(mostClaimCents)} au plus`]
  const bounds = [...least, ...most]
  return {
    title: 'Créances confiées',
    blocks: [
      {
        kind: 'paragraph',
        text: 'Sont à recouvrer, poste par poste, avec leur fondement et leur montant indiqués à chaque remise de créance :',
      },
      { kind: 'list', items: covers.flatMap((item) => ITEMS[item] ?? []) },
      {
        kind: 'paragraph',
        text:
          bounds.length > 0
            ? `Le mandat couvre les créances d’un principal ${bounds.join(' et ')}.`
            : 'Le mandat couvre les créances de tout montant.',
      },
      ...(requires.length > 0
        ? [
            { kind: 'paragraph' as const, text: 'Pour être prise en charge, une créance doit en outre :' },
            { kind: 'list' as const, items: requires.flatMap((one) => REQUIREMENTS[one] ?? []) },
          ]
        : []),
      {
        kind: 'paragraph',
        text: 'Le créancier garantit que ses créances sont certaines, liquides et exigibles, et fait connaître sans délai tout paiement, avoir, retour ou litige.',
      },
    ],
  }
}

function limits({ mandate }: MandatePaper): PaperSection {
  const { longestPlanMonths, mostRemissionPercent, toleranceCents } = mandate
  return {
    title: 'Ce que l’agence accorde sans demander',
    blocks: [
      {
        kind: 'terms',
        rows: [
          ['Échéancier', isNever(longestPlanMonths) ? 'aucun' : `${longestPlanMonths} mois au plus`],
          ['Remise', isNever(mostRemissionPercent) ? 'aucune' : `${mostRemissionPercent}${NBSP}% de la créance au plus`],
          ['Tolérance', isNever(toleranceCents) ? 'aucune' : `un solde de ${sum(toleranceCents)} au plus clôt un dossier payé`],
        ],
      },
      { kind: 'paragraph', text: 'Au-delà, l’accord du créancier est requis (articles 1156 et 1989 du Code civil).' },
    ],
  }
}

const ROADS = { amicable: 'amiable', judicial: 'judiciaire', both: 'amiable et judiciaire' } as const satisfies Record<
  CommissionBand['road'],
  string
>

/** A rate in figures and in words: `15 % (quinze pour cent)`. */
function share(ppm: number): string {
  const percent = percentOf(ppm)
  const figures = `${String(percent).replace('.', ',')}${NBSP}%`
  return `${figures} (${inWords(percent)} pour cent)`
}

function pay({ mandate }: MandatePaper): PaperSection {
  const tariff = mandate.tariff as unknown as Tariff | null
  const title = 'Rémunération de l’agence'
  const last = {
    kind: 'paragraph' as const,
    text: 'Elle est à la seule charge du créancier et n’est jamais demandée au débiteur (article L111-8 du Code des procédures civiles d’exécution). Les sommes s’entendent hors taxe sur la valeur ajoutée.',
  }
  if (tariff === null) return { title, blocks: [{ kind: 'paragraph', text: 'Aucune rémunération n’est convenue.' }, last] }
  const { bands, placementCents, monthlyMinimumCents, withdrawal } = tariff
  const rows = bands.map(({ road, fromDays, uptoCents, ppm }) => [
    ROADS[road],
    fromDays === 0 ? 'tout âge' : `${fromDays} jours au moins`,
    uptoCents === null ? 'tout montant' : `${sum(uptoCents)} au plus`,
    share(ppm),
  ])
  const fees: [string, string][] = [
    ['Par dossier ouvert', isNever(placementCents) ? 'rien' : sum(placementCents)],
    ['Minimum par mois avec des dossiers ouverts', isNever(monthlyMinimumCents) ? 'aucun' : sum(monthlyMinimumCents)],
    [
      'Dossier repris par le créancier',
      withdrawal.ppm === 0 && isNever(withdrawal.leastCents)
        ? 'rien'
        : `${share(withdrawal.ppm)} de ce qui est dû, ${sum(withdrawal.leastCents)} au moins`,
    ],
  ]
  const table = { kind: 'table' as const, head: ['Voie', 'Retard à la remise', 'Principal', 'Part des sommes encaissées'], rows, sums: 1 }
  const intro = {
    kind: 'paragraph' as const,
    text: 'La première ligne qui convient s’applique, aussi aux paiements reçus par le créancier lui-même :',
  }
  return { title, blocks: [...(rows.length > 0 ? [intro, table] : []), { kind: 'terms', rows: fees }, last] }
}

function remittance({ mandate, iban, remitWithinMonths }: MandatePaper): PaperSection {
  const how =
    mandate.remittance === 'net'
      ? 'L’agence reverse les sommes encaissées nettes de sa rémunération facturée.'
      : 'L’agence reverse la totalité des sommes encaissées ; sa rémunération est payée sur facture.'
  return {
    title: 'Reversement',
    blocks: [
      { kind: 'paragraph', text: how },
      {
        kind: 'terms',
        rows: [
          ['Délai', `${remitWithinMonths} mois au plus à compter de l’encaissement effectif (article R124-6)`],
          ['Compte du créancier', iban === null ? 'à communiquer par le créancier' : `IBAN ${grouped(iban)}`],
        ],
      },
    ],
  }
}

const PAPERS: Record<string, string> = {
  insurance: 'Assurance de responsabilité civile professionnelle',
  declaration: 'Déclaration écrite au procureur de la République',
  account: 'Compte exclusivement affecté aux fonds encaissés',
}

/** The papers of the agency, where the law of its seat asks for any. */
function papersOf({ papers }: MandatePaper): PaperSection[] {
  if (papers.length === 0) return []
  const rows = papers.map(({ kind, issuer, reference, validUntil }): [string, string] => {
    const until = validUntil === null ? '' : `, jusqu’au ${dated(fromDay(validUntil))}`
    return [PAPERS[kind] ?? kind, `${issuer}, ${kind === 'account' ? 'IBAN ' : 'n° '}${grouped(reference)}${until}`]
  })
  return [{ title: 'Garanties de l’agence (article R124-2)', blocks: [{ kind: 'terms', rows }] }]
}

function signature(): PaperSection {
  return {
    title: 'Signatures',
    blocks: [
      {
        kind: 'terms',
        rows: [
          ['Pour le créancier (nom, qualité, date)', '\n\n'],
          ['Pour l’agence (nom, qualité, date)', '\n\n'],
        ],
      },
      {
        kind: 'paragraph',
        text: 'Signé par voie électronique, le mandat vaut écrit signé (articles 1366 et 1367 du Code civil) ; sa page de preuve lui est jointe.',
      },
    ],
  }
}
