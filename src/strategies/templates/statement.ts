import type { TemplateLanguage } from './format.js'

/**
 * Who writes: a collector says that it recovers amicably for others (CPCE R124-4 1°, checked 2026-11-21), a creditor that
 * it collects what it is owed itself.
 */
export function recoveryStatement(name: string, language: TemplateLanguage, collectsForOthers: boolean): string {
  const [forOthers, forItself] = STATEMENTS[language]
  return `${name} ${collectsForOthers ? forOthers : forItself}`
}

const STATEMENTS: Record<TemplateLanguage, readonly [forOthers: string, forItself: string]> = {
  fr: ['exerce une activité de recouvrement amiable de créances pour le compte d’autrui.', 'recouvre ici ses propres créances.'],
  en: ['carries on the amicable recovery of debts for others.', 'collects its own claims here.'],
  de: ['zieht Forderungen außergerichtlich für andere ein.', 'macht hier eigene Forderungen geltend.'],
  nl: ['int op minnelijke wijze schuldvorderingen voor rekening van anderen.', 'int hier eigen vorderingen.'],
}
