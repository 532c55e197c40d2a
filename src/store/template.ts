import { v7 as uuidv7 } from 'uuid'
import { TemplateBody, type TemplateView } from '../contracts/template.js'
import { DomainError } from '../domain/errors.js'
import type { MessageTemplate } from '../generated/prisma/client.js'
import { checkTemplate, type Fault, STAGE_OF, type Template } from '../strategies/templates/format.js'
import { canonicalHash } from './canonical-hash.js'
import type { Database } from './database.js'

/**
 * Publishes a version of a text for a tenant, unless something stands against it. Published again unchanged it stays as
 * it is; a changed one needs a new version number.
 * @returns the version, or what is wrong with the text
 * @throws DomainError template-frozen
 */
export async function publishTemplate(
  db: Database,
  tenantId: string,
  template: TemplateBody,
): Promise<{ published: TemplateView } | { faults: TemplateFault[] }> {
  const faults = checkTemplate(asTemplate(template), STAGE_OF[template.id])
  if (faults.length > 0) return { faults: faults.map(inWords) }
  const { version } = template
  const name = nameOf(template)
  const hash = canonicalHash(template)
  await db.messageTemplate.createMany({
    data: [{ id: uuidv7(), tenantId, name, version, definition: template, hash }],
    skipDuplicates: true,
  })
  const stored = await db.messageTemplate.findUniqueOrThrow({ where: { tenantId_name_version: { tenantId, name, version } } })
  if (stored.hash !== hash) throw new DomainError('template-frozen', 'version')
  return { published: view(stored) }
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

function view({ name, version, publishedAt, hash, definition }: MessageTemplate): TemplateView {
  return { name, version, publishedAt: publishedAt.toISOString(), hash, definition: TemplateBody.parse(definition) }
}

/** The tenant's own newest text for an occasion, or null where the shipped one serves. */
export async function ownTemplate(
  db: Database,
  tenantId: string,
  occasion: Pick<Template, 'id' | 'channel' | 'language'>,
): Promise<Template | null> {
  const row = await db.messageTemplate.findFirst({ where: { tenantId, name: nameOf(occasion) }, orderBy: { version: 'desc' } })
  return row && asTemplate(TemplateBody.parse(row.definition))
}

const nameOf = ({ id, channel, language }: Pick<Template, 'id' | 'channel' | 'language'>) => `${id}/${channel}/${language}`

function asTemplate({ subject, ...template }: TemplateBody): Template {
  return subject === undefined ? template : { ...template, subject }
}

/** What is wrong with which part of a text. */
export interface TemplateFault {
  field: string
  message: string
}

const WORDS: Record<Fault['code'], string> = {
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

const inWords = ({ code, name }: Fault): TemplateFault => ({
  field: code.startsWith('subject') ? 'subject' : 'body',
  message: name === undefined ? WORDS[code] : `${WORDS[code]}: ${name}`,
})
