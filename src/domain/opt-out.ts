const OPT_OUT_WORDS = new Set([
  'STOP',
  'STOPSMS',
  'STOPALL',
  'ARRET',
  'ARRETER',
  'ARRETEZ',
  'DESABONNER',
  'DESABONNEMENT',
  'DESINSCRIPTION',
  'DESINSCRIRE',
  'UNSUBSCRIBE',
])

/**
 * Whether a message asks for no more messages: one of the usual words and nothing else, however it is written, or STOP as the
 * first word. A sentence that merely contains such a word is for people to read.
 */
export function isOptOut(text: string): boolean {
  const words =
    text
      .normalize('NFD')
      .replace(/\p{Mn}/gu, '')
      .toUpperCase()
      .match(/[A-Z0-9]+/g) ?? []
  // « S T O P » and « STOP-SMS » are one word; so is « ME DESABONNER ».
  return words[0] === 'STOP' || OPT_OUT_WORDS.has(words.filter((word) => word !== 'ME' && word !== 'SE').join(''))
}
