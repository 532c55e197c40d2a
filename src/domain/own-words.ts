/** Lines that lead in what somebody else wrote before: from here on nothing is the sender's own. */
const QUOTE_BEGINS = [
  // Le 12 mars 2026 à 10:22, Agence du Port <…> a écrit :
  /^le .{4,200} a écrit\s*:\s*$/iu,
  /^on .{4,200} wrote\s*:\s*$/iu,
  /^am .{4,200} schrieb .{0,100}:\s*$/iu,
  /^op .{4,200} schreef .{0,100}:\s*$/iu,
  /^-{2,}\s*(message d['’]origine|message transféré|original message|forwarded message|ursprüngliche nachricht|oorspronkelijk bericht)\s*-{2,}\s*$/iu,
  /^_{10,}\s*$/u,
]

/** The head of a quoted e-mail: a sender's line followed by a date's, a recipient's or a subject's. */
const HEAD_FROM = /^\*?(de|from|von|van)\s*:\*?\s*\S/iu
const HEAD_NEXT = /^\*?(envoyé|date|sent|gesendet|verzonden|à|to|an|aan|objet|subject|betreff|onderwerp)\s*:\*?\s*\S/iu

/** Lines that a signature begins with: the usual mark, and what telephones and mail programs add by themselves. */
const SIGNATURE_BEGINS = [
  /^-- ?$/u,
  /^(envoyé|sent|gesendet|verzonden) (de |depuis |à partir |from |with |von |vanaf |via ).{1,60}$/iu,
  /^(télécharge[rz]|obtenez|get|holen sie sich) outlook (pour|for|für) .{1,40}$/iu,
  /^provenance\s*:\s*courrier pour windows.*$/iu,
]

/**
 * What the sender of an e-mail has written itself: without what it quotes and without its signature. A lead-in that was broken over
 * two lines is found too.
 */
export function ownWords(text: string): string {
  const lines = text
    .replaceAll('\r\n', '\n')
    .split('\n')
    .map((line) => line.replace(/\u00a0/gu, ' '))
  const end = lines.findIndex((_, index) => endsHere(lines, index))
  return (end === -1 ? lines : lines.slice(0, end))
    .filter((line) => !/^\s*>/u.test(line))
    .join('\n')
    .trim()
}

function endsHere(lines: readonly string[], index: number): boolean {
  const line = (lines[index] ?? '').trim()
  const [next = ''] = lines.slice(index + 1).map((one) => one.trim())
  if (/^-- ?$/u.test(lines[index] ?? '')) return true
  if ([...QUOTE_BEGINS, ...SIGNATURE_BEGINS].some((begins) => begins.test(line))) return true
  if (QUOTE_BEGINS.some((begins) => /^(le|on|am|op) /iu.test(line) && begins.test(`${line} ${next}`))) return true
  return HEAD_FROM.test(line) && HEAD_NEXT.test(next)
}
