import type { TemplateLanguage } from './format.js'

/**
 * Who writes: a collector says that it recovers amicably for others (CPCE R124-4 1°, checked 2026-11-21), a creditor that
 * it collects what it is owed itself.
 */
export function recoveryStatement(name: string, language: TemplateLanguage, collectsForOthers: boolean): string {
  if (language === 'fr')
    return collectsForOthers
      ? `${name} exerce une activité de recouvrement amiable de créances pour le compte d’autrui.`
      : `${name} recouvre ici ses propres créances.`
  return collectsForOthers ? `${name} carries on the amicable recovery of debts for others.` : `${name} collects its own claims here.`
}
