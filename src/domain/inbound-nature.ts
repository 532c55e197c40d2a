import { isOptOut } from './opt-out.js'
import { ownWords } from './own-words.js'

/**
 * What a message is. `opt-out`: it asks for no more messages and says nothing else. `complaint`: anger, a threat, a lawyer, a word of
 * despair; a person reads it first. `automatic`: a machine wrote it. `empty`: it has neither words nor attachments. `message`: the rest.
 */
export type InboundNature = 'opt-out' | 'complaint' | 'automatic' | 'empty' | 'message'

/** Natures that a person must read: until then the debtor gets no automatic reminders. */
export const NATURES_TO_READ: readonly InboundNature[] = ['message', 'complaint']
export const isToRead = (nature: InboundNature): boolean => NATURES_TO_READ.includes(nature)

export interface InboundContent {
  channel: 'sms' | 'email' | 'page'
  text: string
  /** The rest is of an e-mail. */
  subject?: string | null
  /** By their names in small letters. */
  headers?: Readonly<Record<string, string>>
  /** Address that it comes from. */
  sender?: string
  attachments?: number
}

/** What a message is taken for, and whether its sender is written to by this channel no more: that may come with words to read. */
export interface Understood {
  nature: InboundNature
  optsOut: boolean
}

/** Takes a message for what it is, by its own words: what an e-mail quotes or signs with says nothing about it. */
export function understand(content: InboundContent): Understood {
  const { channel, text, attachments = 0 } = content
  const subject = ownSubject(content)
  const words = channel === 'email' ? ownWords(text) : text.trim()
  const said = [subject, words].filter((part) => part !== '')
  // A page has no address to write to no more.
  const optsOut = channel !== 'page' && said.some((part) => isOptOut(part) || isRefusal(part))
  if (optsOut && attachments === 0 && said.every(isRefusal)) return { nature: 'opt-out', optsOut }
  if (isAutomatic(content)) return { nature: 'automatic', optsOut: false }
  if (!said.some((part) => /[^\s\p{C}]/u.test(part))) return { nature: attachments === 0 ? 'empty' : 'message', optsOut: false }
  return { nature: isComplaint(said.join('\n')) ? 'complaint' : 'message', optsOut }
}

/** The subject as far as the sender has chosen it: that of an answer is ours. */
function ownSubject({ channel, subject }: InboundContent): string {
  const written = channel === 'email' ? (subject ?? '').trim() : ''
  return /^(re|ré|rép|fw|fwd|tr|aw|wg|sv|antw)\s*(\[\d+\])?\s*:/iu.test(written) ? '' : written
}

const plain = (text: string) =>
  text
    .normalize('NFD')
    .replace(/\p{Mn}/gu, '')
    .replaceAll('’', "'")
    .toLowerCase()

/** What may stand beside a word of refusal without saying anything. */
const COURTESY =
  /\b(au|a|de|le|la|les|l|sms|mails?|emails?|messages?|svp|stp|s'il (vous|te) plait|merci|veuillez|please|kindly|thanks?|thank you|bonjour|cordialement|\d+)\b/gu
const REFUSAL = /\b(s\s*t\s*o\s*p(sms|all)?|arret(er|ez)?|(me |se )?desabonne(r|ment)|(me |se )?desinscri(re|ption)|unsubscribe)\b/gu

/** Whether it refuses further messages and leaves nothing else to read. */
function isRefusal(text: string): boolean {
  const rest = plain(text).replace(REFUSAL, '')
  return rest !== plain(text) && !/[\p{L}\p{N}]/u.test(rest.replace(COURTESY, ''))
}

/** Words of anger, threats, lawyers and courts, insults, and despair. Without accents, in small letters. */
const COMPLAINT = [
  /harcel|\bharass/u,
  /\bplaintes?\b|\bcomplain(t|ts|ing|ed)?\b|\breclamation\b/u,
  /\bavocate?s?\b|\blawyers?\b|\bsolicitors?\b|\battorneys?\b/u,
  /\btribunal\b|\bprud'?hommes?\b|\ben justice\b|\bprocureur\b|\b(in|to) court\b|\bsue you\b|\blegal action\b/u,
  /\bpolice\b|\bgendarmerie\b|\bgendarmes\b/u,
  /\bdgccrf\b|\bsignalconso\b|\bcnil\b|\b60 millions\b|\bque choisir\b|\bombudsman\b|\bdefenseur des droits\b/u,
  /\bmenac|\bintimid|\bthreat/u,
  /\barnaqu|\bescro(c|qu)|\bvoleurs?\b|\bvoyous?\b|\bracket|\bfraud|\bscam/u,
  /\bhont(e|eux|euse)\b|\bscandal|\binadmissible|\binacceptable|\bintolerable|\bunacceptable|\bdisgrac|\bshame(ful)?\b/u,
  /\b(j'en ai|y en a|marre de) (marre|assez)\b|\bmarre de\b|\bras[- ]le[- ]bol\b|\bca suffit\b|\bfed up\b/u,
  /\b(laissez|fichez|foutez)[- ](moi|nous)\b|\bleave (me|us) alone\b|\barretez de\b|\bstop (harass|bother|contact|call|writ)/u,
  /\bfout(re|ez|u)\b|\bmerde\b|\bconnards?\b|\bconnasses?\b|\bsalauds?\b|\bsalopes?\b|\bencul|\bbatards?\b|\bta gueule\b|\bpute\b|\bfuck|\bbastards?\b|\bassholes?\b|\bbullshit\b/u,
  /\bcasser la gueule\b|\bje vais vous (tuer|retrouver)\b|\bkill (you|me|myself)\b/u,
  /\bsuicid|\bme tuer\b|\ben finir\b|\bplus envie de vivre\b|\bend (it all|my life)\b/u,
]

const isComplaint = (words: string) => COMPLAINT.some((sign) => sign.test(plain(words)))

/** Subjects that programs give to answers of their own. « Absence de livraison » is somebody's. */
const AUTOMATIC_SUBJECTS = [
  /^(re\s*:\s*)?(message d'|reponse (automatique )?d'|notification d')?absence( du bureau| prolongee| temporaire| momentanee)?\s*([:!.(–—-].*|re\s*:.*)?$/u,
  /^absente? (du bureau|jusqu'?a?u?)\b/u,
  /^(reponse|message|retour) automatique\b/u,
  /^(automatic|auto)[ -]?(reply|response|answer)\b|^auto\s*:|^autoreply\b/u,
  /^(re\s*:\s*)?(i am |i'm )?(currently )?out of (the )?office\b/u,
  /^(automatische antwort|abwesenheitsnotiz|automatisch antwoord|afwezig)/u,
  /^(undeliver(able|ed)|delivery status notification|mail delivery (failed|subsystem)|returned mail|failure notice|non[- ]remis|echec de (la )?(remise|distribution))/u,
]

const MACHINES = /^(mailer-daemon|postmaster|no-?reply|ne-?pas-?repondre|do-?not-?reply)@/iu

/** Whether a machine wrote it: it says so itself (RFC 3834, and what was usual before it), or it reports on an e-mail of ours. */
function isAutomatic({ channel, subject, headers = {}, sender = '' }: InboundContent): boolean {
  if (channel !== 'email') return false
  const value = (name: string) => (headers[name] ?? '').trim().toLowerCase()
  if (value('auto-submitted') !== '' && !/^no\b/u.test(value('auto-submitted'))) return true
  if (['x-autoreply', 'x-autorespond', 'x-auto-response-suppress'].some((name) => value(name) !== '' && value(name) !== 'no')) return true
  if (/^(bulk|auto_reply|junk)$/u.test(value('precedence'))) return true
  if (value('return-path') === '<>') return true
  if (/^multipart\/report\b/u.test(value('content-type'))) return true
  return MACHINES.test(sender) || AUTOMATIC_SUBJECTS.some((usual) => usual.test(plain(subject ?? '').trim()))
}
