import type { Paper, PaperBlock, PaperSection } from '../../../domain/paper.js'
import type { MeasureKind, ServiceMode, TaskKind } from '../../../domain/procedure/proceeding.js'
import type { JudicialCase, PaperTitle } from '../facts.js'
import {
  addressee,
  claimTable,
  courtSection,
  deadlineBlocks,
  exhibitSection,
  interestBlocks,
  lawBlocks,
  list,
  long,
  moneyIn,
  paperOf,
  paragraph,
  parties,
  section,
  signature,
  terms,
  totalsTerms,
} from '../parts.js'

/** The referral of a small claim to the officer. The invitation to the debtor is the officer's own act, and never made out here. */
export function smallClaimsReferral(one: JudicialCase): Paper {
  return paperOf(
    one,
    'Saisine du commissaire de justice – petites créances',
    addressee(one),
    ...parties(one),
    section(
      'Objet',
      paragraph(
        'Procédure simplifiée de recouvrement des petites créances : Code des procédures civiles d’exécution, articles L125-1 et R125-1 à R125-8.',
      ),
      paragraph(
        'L’invitation à participer à la procédure est l’acte du commissaire de justice. Le présent document le saisit ; il ne vaut pas invitation et n’est pas adressé au débiteur.',
      ),
    ),
    totalsTerms(`Montant au ${long(one.on)}`, one),
    section('Par facture', claimTable(one)),
    section('Intérêts de retard, ligne par ligne', ...interestBlocks(one)),
    section('Fondements', ...lawBlocks(one)),
    section(
      'Demande',
      paragraph('Le créancier demande d’inviter le débiteur à participer à la procédure, et de lui rendre compte :'),
      list(
        'du jour de l’invitation et de son mode (lettre recommandée ou message électronique)',
        'de l’accord, du refus ou du silence du débiteur : un mois lui est ouvert pour répondre',
        'en cas d’accord, du montant et des modalités convenus, puis du titre délivré',
      ),
      paragraph('Les frais restent à la charge du créancier. Le commissaire de justice qui délivre le titre ne l’exécute pas.'),
    ),
    exhibitSection(one),
    signature(one),
  )
}

const OBJECTS: Partial<Record<TaskKind, string>> = {
  'serve-order': 'signification d’une ordonnance portant injonction de payer',
  'ask-certificate': 'demande d’un certificat de non-opposition',
  'serve-judgment': 'signification d’une décision',
  enforce: 'exécution d’un titre',
  resume: 'reprise de l’exécution d’un titre',
}

/** The referral of a service, or of the enforcement of a title, with the amounts of the day. */
export function officerReferral(one: JudicialCase): Paper {
  const object = OBJECTS[one.task.kind] ?? one.procedureName
  const limits = deadlineBlocks(one)
  return paperOf(
    one,
    `Mandat au commissaire de justice – ${object}`,
    addressee(one),
    ...parties(one),
    ...(one.court === null ? [] : [courtSection(one)]),
    ...grantedSection(one),
    ...(one.title === null ? [] : [titleSection(one.title, one.currency)]),
    totalsTerms(`Sommes dues au ${long(one.on)}`, one),
    section('Par facture', claimTable(one)),
    ...(limits.length === 0 ? [] : [section('Délais', ...limits)]),
    section('Mission', ...missionOf(one)),
    exhibitSection(one),
    signature(one),
  )
}

function grantedSection({ granted, currency }: JudicialCase): PaperSection[] {
  if (granted === null) return []
  const money = moneyIn(currency)
  return [
    terms(
      'Décision à signifier',
      ['Rendue le', long(granted.on)],
      ['Somme accordée en principal', granted.amountCents === null ? null : money(granted.amountCents)],
      ...(granted.costsCents === null ? [] : [['Frais à la charge du débiteur', money(granted.costsCents)] as [string, string]]),
    ),
  ]
}

const TITLES: Record<string, string> = {
  'payment-order': 'Ordonnance portant injonction de payer',
  'small-claims': 'Titre délivré par un commissaire de justice (petites créances)',
  judgment: 'Jugement',
  'interim-order': 'Ordonnance de référé',
  cheque: 'Certificat de non-paiement d’un chèque',
  other: 'Autre titre exécutoire',
}
const MODES: Record<ServiceMode, string> = {
  'in-person': 'à personne',
  home: 'à domicile',
  'elected-domicile': 'à domicile élu',
  office: 'dépôt en l’étude',
  'pv-659': 'procès-verbal de recherches infructueuses (article 659)',
}

function titleSection(
  { kind, reference, grantedOn, enforceableOn, servedOn, serviceMode, principalCents, costsCents }: PaperTitle,
  currency: string,
) {
  const money = moneyIn(currency)
  const served = servedOn === null ? 'non' : `${long(servedOn)}${serviceMode === null ? '' : `, ${MODES[serviceMode]}`}`
  return terms(
    'Titre exécutoire (Code des procédures civiles d’exécution, article L111-3)',
    ['Nature', TITLES[kind] ?? kind],
    ['Référence', reference],
    ['Du', long(grantedOn)],
    ['Exécutoire depuis le', long(enforceableOn)],
    ['Signifié', served],
    ['Principal', money(principalCents)],
    ['Frais et dépens', money(costsCents)],
  )
}

const MEASURES: Record<MeasureKind, string> = {
  'account-seizure': 'saisie-attribution',
  'wage-attachment': 'saisie des rémunérations',
  'goods-seizure': 'saisie-vente',
  vehicle: 'saisie d’un véhicule',
  lien: 'inscription d’une sûreté',
  'shares-seizure': 'saisie de droits d’associé',
}

function missionOf({ task, measures, granted }: JudicialCase): PaperBlock[] {
  const report = paragraph(
    'Rendre compte de chaque acte : sa date, son mode de signification (à personne, à domicile, en l’étude, procès-verbal de l’article 659 du Code de procédure civile), son coût et l’acte lui-même.',
  )
  if (task.kind === 'enforce' || task.kind === 'resume')
    return [
      paragraph(
        'Exécuter le titre ci-dessus. Les frais d’exécution sont à la charge du débiteur, sauf s’ils sont manifestement inutiles (Code des procédures civiles d’exécution, article L111-8).',
      ),
      ...(measures.length === 0 ? [] : [list(...measures.map((measure) => `Mesure demandée : ${MEASURES[measure]}`))]),
      report,
    ]
  if (task.kind === 'ask-certificate')
    return [paragraph('Demander le certificat de non-opposition, et le transmettre dès qu’il est délivré.')]
  const what = granted === null ? 'Accomplir l’acte demandé' : `Signifier la décision du ${long(granted.on)}`
  const by = task.by === null ? '' : `, au plus tard le ${long(task.by)}`
  return [paragraph(`${what}${by}.`), report]
}

/** The instruction of a lawyer, who sues. */
export function lawyerInstruction(one: JudicialCase): Paper {
  const limits = deadlineBlocks(one)
  return paperOf(
    one,
    'Instruction à l’avocat',
    addressee(one),
    section(
      'Objet',
      paragraph(
        `${one.procedureName[0]?.toUpperCase() ?? ''}${one.procedureName.slice(1)}. Juridiction envisagée : ${one.court?.name ?? 'à déterminer par l’avocat'}.`,
      ),
      paragraph('Le choix des moyens et la vérification de la compétence et de la représentation obligatoire appartiennent à l’avocat.'),
    ),
    ...parties(one),
    totalsTerms(`Sommes dues au ${long(one.on)}`, one),
    section('Par facture', claimTable(one)),
    section('Intérêts de retard, ligne par ligne', ...interestBlocks(one)),
    section('Fondements', ...lawBlocks(one)),
    ...(limits.length === 0 ? [] : [section('Délais', ...limits)]),
    section(
      'Mission',
      list(
        'Obtenir la condamnation du débiteur aux sommes ci-dessus et aux intérêts à échoir',
        'Rendre compte de chaque date : assignation, audience, décision, appel',
        'Transmettre chaque acte et chaque décision',
      ),
    ),
    exhibitSection(one),
    signature(one),
  )
}
