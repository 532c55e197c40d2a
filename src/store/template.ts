import { v7 as uuidv7 } from 'uuid'
import { TemplateBody, type TemplateView } from '../contracts/template.js'
import { DomainError } from '../domain/errors.js'
import { type LawBook, type LawPack, packOn } from '../domain/law-pack.js'
import type { LegalDay } from '../domain/legal-day.js'
import type { MessageTemplate } from '../generated/prisma/client.js'
import { lawOf } from '../law/book.js'
import type { Collects } from '../strategies/templates/facts.js'
import { checkTemplate, type Fault, nameOf, STAGE_OF, type Template } from '../strategies/templates/format.js'
import { canonicalHash } from './canonical-hash.js'
import type { Database } from './database.js'

/**
 * Publishes a version of a text for a tenant, unless something stands against it: of the house, or of the law of its
 * country from today on. Published again unchanged it stays as it is; a changed one needs a new version number.
 * @returns the version, or what is wrong with the text
 * @throws DomainError template-frozen
 */
export async function publishTemplate(
  db: Database,
  tenantId: string,
  template: TemplateBody,
  today: LegalDay,
): Promise<{ published: TemplateView } | { faults: TemplateFault[] }> {
  const own = await ownOrganisation(db, tenantId)
  const faults = lawsFrom(lawOf(template.country ?? own.country), today).flatMap((law) =>
    checkTemplate(asTemplate(template), STAGE_OF[template.id], law, template.collects ?? own.collects),
  )
  if (faults.length > 0) return { faults: [...new Map(faults.map(inWords).map((fault) => [JSON.stringify(fault), fault])).values()] }
  const { version } = template
  const name = nameFor(template, own)
  const hash = canonicalHash(template)
  await db.messageTemplate.createMany({
    data: [{ id: uuidv7(), tenantId, name, version, definition: template, hash }],
    skipDuplicates: true,
  })
  const stored = await db.messageTemplate.findUniqueOrThrow({ where: { tenantId_name_version: { tenantId, name, version } } })
  if (stored.hash !== hash) throw new DomainError('template-frozen', 'version')
  return { published: view(stored) }
}

/** The packs of a book that are in force on a day or come into force after it. */
const lawsFrom = (book: LawBook, day: LegalDay): LawPack[] => book.packs.slice(book.packs.indexOf(packOn(book, day)))

/** Where a tenant is, and whether it collects for others or for itself. */
export interface OwnOrganisation {
  country: string
  collects: Collects
}

export async function ownOrganisation(db: Database, tenantId: string): Promise<OwnOrganisation> {
  const { country, kind } = await db.organisation.findFirstOrThrow({
    where: { tenantId, own: true },
    select: { country: true, kind: true },
  })
  return { country, collects: kind === 'agency' ? 'agency' : 'creditor' }
}

/** The newest version of each of a tenant's texts, by name. */
export async function listTemplates(db: Database, tenantId: string): Promise<TemplateView[]> {
  const rows = await db.messageTemplate.findMany({
    where: { tenantId },
    distinct: ['name'],
    orderBy: [{ name: 'asc' }, { version: 'desc' }],
  })
  return rows.map(view)
}

/** A tenant's own texts, in their newest versions. */
export async function ownTemplates(db: Database, tenantId: string): Promise<Template[]> {
  return (await listTemplates(db, tenantId)).map(({ definition }) => asTemplate(definition))
}

function view({ name, version, publishedAt, hash, definition }: MessageTemplate): TemplateView {
  return { name, version, publishedAt: publishedAt.toISOString(), hash, definition: TemplateBody.parse(definition) }
}

/** What a text is for, of whose files. */
export type TemplateUse = Pick<Template, 'id' | 'channel' | 'language'> & OwnOrganisation

/** The tenant's own newest text for an occasion with the name that it is kept by, or null where the shipped one serves. */
export async function ownTemplate(db: Database, tenantId: string, use: TemplateUse): Promise<{ name: string; template: Template } | null> {
  const name = nameFor(use, await ownOrganisation(db, tenantId))
  const row = await db.messageTemplate.findFirst({ where: { tenantId, name }, orderBy: { version: 'desc' } })
  return row && { name, template: asTemplate(TemplateBody.parse(row.definition)) }
}

/** Names say only what differs from what the tenant does in its own country. Before the due date it is the creditor who speaks. */
function nameFor({ id, channel, language, country, collects }: Named, own: OwnOrganisation): string {
  const differing = {
    ...(country !== undefined && country !== own.country && { country }),
    ...(collects !== undefined && collects !== own.collects && id !== 'preventive' && { collects }),
  }
  return nameOf({ id, channel, language, ...differing })
}

type Named = Pick<TemplateBody, 'id' | 'channel' | 'language' | 'country' | 'collects'>

function asTemplate({ subject, country, collects, ...template }: TemplateBody): Template {
  return { ...template, ...(subject !== undefined && { subject }), ...(country && { country }), ...(collects && { collects }) }
}

/** What is wrong with which part of a text. */
export interface TemplateFault {
  field: string
  message: string
}

const WORDS: Record<Fault['code'], string> = {
  'channel-refused': 'nothing is said by this channel on this occasion',
  'mention-missing': 'the law wants this variable in it',
  'variable-unknown': 'there is no such variable',
  'variable-missing': 'this variable must stand in it',
  'variable-refused': 'this variable may not stand in it',
  'block-not-alone': 'this variable stands alone in its paragraph',
  'braces-malformed': 'braces that are no variable',
  'subject-missing': 'it needs a subject',
  'subject-unexpected': 'it has no subject',
  'subject-not-one-line': 'a subject is one line',
  'body-empty': 'it says nothing',
  'words-missing': 'these words must stand in it',
}

const inWords = ({ code, name, rule, source }: Fault): TemplateFault => ({
  field: code.startsWith('subject') ? 'subject' : code === 'channel-refused' ? 'channel' : 'body',
  message: [WORDS[code], ...(name === undefined ? [] : [`: ${name}`]), ...(rule === undefined ? [] : [` (${rule}, ${source})`])].join(''),
})
