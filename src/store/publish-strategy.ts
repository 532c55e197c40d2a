import { countryOf, type Strategy } from '../domain/strategy.js'
import { lawOf } from '../law/book.js'
import { checkStrategy, isRefused, type StrategyFault } from '../strategies/check.js'
import type { Template } from '../strategies/templates/format.js'
import { SHIPPED } from '../strategies/templates/shipped/shipped.js'
import type { Database } from './database.js'
import { type OwnOrganisation, ownOrganisation, ownTemplates } from './template.js'
import { publishStrategy } from './tenant.js'

/**
 * Publishes a strategy unless the law stands against it. Published again unchanged it stays as it is, and is not held
 * against law that came after it.
 * @returns whether it is published, with all that the law has against it
 * @throws DomainError strategy-frozen
 */
export async function publishLawfulStrategy(
  db: Database,
  tenantId: string,
  strategy: Strategy,
): Promise<{ published: boolean; faults: StrategyFault[] }> {
  const faults = (await isPublished(db, tenantId, strategy)) ? [] : await faultsOf(db, tenantId, strategy)
  if (isRefused(faults)) return { published: false, faults }
  await publishStrategy(db, tenantId, strategy)
  return { published: true, faults }
}

async function faultsOf(db: Database, tenantId: string, strategy: Strategy): Promise<StrategyFault[]> {
  const country = countryOf(strategy)
  const own = await ownOrganisation(db, tenantId)
  return checkStrategy(strategy, lawOf(country), own.collects, await textsFor(db, tenantId, own, country))
}

/** Also in another form: then the version is frozen, whatever the law says of the new one. */
async function isPublished(db: Database, tenantId: string, { name, version }: Strategy): Promise<boolean> {
  return (await db.strategyVersion.findUnique({ where: { tenantId_name_version: { tenantId, name, version } } })) !== null
}

/** The texts that messages of a country's files are made of: the tenant's own, and the shipped ones where it has none. */
async function textsFor(db: Database, tenantId: string, own: OwnOrganisation, country: string): Promise<Template[]> {
  const written = await ownTemplates(db, tenantId)
  const meant = written.filter((text) => (text.country ?? own.country) === country && (text.collects ?? own.collects) === own.collects)
  const isReplaced = (text: Template) =>
    meant.some(({ id, channel, language }) => id === text.id && channel === text.channel && language === text.language)
  return [...meant, ...SHIPPED.filter((text) => !isReplaced(text))]
}
