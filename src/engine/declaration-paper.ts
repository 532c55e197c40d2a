import type { LegalDay } from '../domain/legal-day.js'
import { cents, sum } from '../domain/money.js'
import type { Paper, PaperBlock, PaperSection } from '../providers/paper-pdf.js'
import type { DeclarationOfClaim, DeclaredItem } from '../store/declaration-of-claim.js'
import { interestBlocks } from '../strategies/papers/parts.js'
import { amount, date, shortDate } from '../strategies/templates/values.js'

const PROCEEDINGS: Readonly<Record<string, string>> = {
  safeguard: 'Sauvegarde',
  reorganisation: 'Redressement judiciaire',
  liquidation: 'Liquidation judiciaire',
}
const UNKNOWN = 'à compléter'

/**
 * A declaration of claim, prepared for a person to check, sign and send to the mandataire judiciaire or liquidateur: what Code de commerce
 * L622-25 and R622-23 ask for. It is in French, the language of the proceedings. @param today the day that it is dated
 */
export function declarationPaper(declaration: DeclarationOfClaim, today: LegalDay): Paper {
  const { fileReference, noticeId, judgedOn, declareBy, outside, documents } = declaration
  return {
    language: 'fr',
    title: 'Déclaration de créance',
    author: declaration.creditor.name,
    date: today,
    reference: `Dossier ${fileReference} – annonce BODACC ${noticeId}`,
    sections: [
      {
        title: 'Fondement',
        blocks: [paragraph(`Articles L622-24 à L622-26 et R622-23 du Code de commerce. Préparée le ${date(today, 'fr')}.`)],
      },
      ...parties(declaration),
      {
        title: 'Montant de la créance',
        blocks: [
          itemTable(declaration),
          paragraph(
            `Sommes arrêtées à la veille du jugement d’ouverture, soit avant le ${date(judgedOn, 'fr')} : le cours des intérêts est arrêté par ce jugement (article L622-28), sauf pour les prêts et paiements différés d’un an ou plus.`,
          ),
          ...interestBlocks({ claims: declaration.items, currency: declaration.currency }),
          paragraph('Créance déclarée à titre chirographaire, sauf sûreté ou privilège à préciser ici : ______________________________'),
        ],
      },
      ...(outside.length === 0 ? [] : [outsideList(outside)]),
      attached(declaration.items, documents),
      {
        title: 'Certification',
        blocks: [
          paragraph(
            `${declareBy === null ? '' : `À adresser au plus tard le ${date(declareBy, 'fr')} au mandataire judiciaire ou au liquidateur. `}Le créancier, ou son mandataire muni d’un pouvoir, certifie sincère et véritable la créance déclarée.`,
          ),
          paragraph('Fait à ____________________, le ____________________          Signature :'),
        ],
      },
    ],
  }
}

const paragraph = (text: string): PaperBlock => ({ kind: 'paragraph', text })
const terms = (title: string, ...rows: [label: string, value: string][]): PaperSection => ({ title, blocks: [{ kind: 'terms', rows }] })

function parties({
  creditor,
  debtor,
  proceeding,
  court,
  representative,
  judgedOn,
  publishedOn,
  noticeId,
}: DeclarationOfClaim): PaperSection[] {
  const line = (label: string, value: string | null | undefined): [string, string] => [label, value || UNKNOWN]
  const place = ({ addressLines, postcode, city }: { addressLines: string[]; postcode: string | null; city: string | null }) =>
    [...addressLines, `${postcode ?? ''} ${city ?? ''}`.trim()].join(', ')
  return [
    terms('Créancier', line('Nom', creditor.name), line('Adresse', place(creditor)), line('SIREN', creditor.siren)),
    terms('Débiteur', line('Nom', debtor.name), line('Adresse', debtor.address && place(debtor.address)), line('SIREN', debtor.siren)),
    terms(
      'Procédure',
      line('Nature', PROCEEDINGS[proceeding]),
      line('Tribunal', court),
      line('Mandataire ou liquidateur', representative),
      line('Jugement d’ouverture', date(judgedOn, 'fr')),
      line('Publication au BODACC', `${date(publishedOn, 'fr')}, annonce ${noticeId}`),
    ),
  ]
}

function itemTable({ items, currency }: DeclarationOfClaim): PaperBlock {
  const money = (value: number) => amount(cents(value), currency, 'fr')
  const total = (of: (item: DeclaredItem) => number) => money(sum(items.map((item) => cents(of(item)))))
  const columns = [
    (item: DeclaredItem) => item.principalCents,
    (item: DeclaredItem) => item.interestCents,
    (item: DeclaredItem) => item.indemnityCents,
    (item: DeclaredItem) => item.costsCents,
    (item: DeclaredItem) => item.owedCents,
  ]
  const rows = items.map((item) => [
    item.reference,
    `${shortDate(item.dueDate, 'fr')}${item.due ? '' : ' (à échoir)'}`,
    ...columns.map((of) => money(of(item))),
  ])
  return {
    kind: 'table',
    head: ['Facture', 'Échéance', 'Principal', 'Intérêts', 'Indemnité', 'Frais', 'Total'],
    rows: [...rows, ['Total', '', ...columns.map(total)]],
    sums: columns.length,
    total: true,
  }
}

const outsideList = (outside: DeclarationOfClaim['outside']): PaperSection => ({
  title: 'Non comprises : factures postérieures au jugement, à vérifier (article L622-17)',
  blocks: [{ kind: 'list', items: outside.map(({ reference, dueDate }) => `${reference}, échéance ${date(dueDate, 'fr')}`) }],
})

/** What is to go with it: the invoices, and what else proves them. */
function attached(items: readonly DeclaredItem[], documents: DeclarationOfClaim['documents']): PaperSection {
  const invoices = items.map(({ reference, issuedOn }) => `Facture ${reference}${issuedOn ? ` du ${date(issuedOn, 'fr')}` : ''}`)
  const proofs = documents.map(({ claim, name }) => `${name} (facture ${claim})`)
  const papers = [...invoices, ...proofs, 'Décompte des intérêts et des règlements reçus']
  return { title: 'Pièces à joindre', blocks: [{ kind: 'list', items: papers.map((name, index) => `Pièce n° ${index + 1} : ${name}`) }] }
}
