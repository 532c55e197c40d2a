import { quoted, StatementError } from '../statement-error.js'

/** A field of a message: its tag, the lines of its text, and the line of the file where it begins. */
export interface Field {
  tag: string
  lines: string[]
  line: number
}

/** Fields of MT 940, and some that banks add to it (13D, 34F, 90C, 90D, NS). */
const KNOWN = new Set('13 13D 20 21 25 25P 28 28C 34F 60F 60M 61 62F 62M 64 65 86 90C 90D NS'.split(' '))
const TAG = /^:(\d{2}[A-Z]?|NS):(.*)$/
/** SWIFT's have 65 characters, banks that do not send by SWIFT write longer ones. */
const LONGEST_LINE = 1000
/** What some banks write before a message: their name, `940`, sequence numbers. */
const PREFACE = /^(:940:|[A-Z0-9 .]{1,40})$/
/** Free text, and what else goes on in the next line. */
const MULTILINE = new Set(['86', '61', '25P', 'NS'])

/**
 * The messages of a file, each as its fields: plain ones, which begin with field 20 and end with a line of `-` or the next one, and
 * those in the envelope of SWIFT, `{1:…}{2:…}{4:` to `-}`.
 * @throws StatementError for another message, an unknown field, an envelope that is not closed, or text outside of a message
 */
export function messagesOf(text: string): Field[][] {
  const messages: Field[][] = []
  let message: Field[] | null = null
  let envelope: number | null = null
  for (const [index, raw] of text.split(/\r\n|\n|\r/).entries()) {
    const number = index + 1
    const line = raw.trimEnd()
    if (line.length > LONGEST_LINE) throw new StatementError(`Line ${number} has ${line.length} characters: MT940 has shorter ones.`)
    if (line.startsWith('{1:')) {
      if (envelope !== null) throw unclosed(envelope)
      mustBe940(line, number)
      envelope = number
      message = null
    } else if (line.startsWith('-}') || (envelope === null && line === '-')) {
      message = null
      envelope = null
    } else if (line.startsWith(':20:')) {
      message = [{ tag: '20', lines: [line.slice(':20:'.length)], line: number }]
      messages.push(message)
    } else if (message) {
      addTo(message, line, number)
    } else if (line !== '' && !PREFACE.test(line)) {
      throw new StatementError(`Line ${number}: ${quoted(line)} stands outside a message: field 20 is not before it.`)
    }
  }
  if (envelope !== null) throw unclosed(envelope)
  return messages
}

const unclosed = (line: number) => new StatementError(`The message that begins in line ${line} is not closed: the file may be cut off.`)

function mustBe940(line: string, number: number): void {
  const type = /\{2:[IO](\d{3})/.exec(line)?.[1]
  if (type !== undefined && type !== '940') throw new StatementError(`Line ${number}: a message MT${type}, only MT940 is read.`)
  if (!line.endsWith('{4:')) throw new StatementError(`Line ${number}: the message's text {4: does not begin at its end.`)
}

function addTo(message: Field[], line: string, number: number): void {
  const [, tag, text = ''] = TAG.exec(line) ?? []
  const last = message.at(-1)
  if (tag !== undefined && KNOWN.has(tag)) message.push({ tag, lines: [text], line: number })
  // In free text a time can stand at the beginning of a line, `:12:30`.
  else if (last && MULTILINE.has(last.tag) && (tag === undefined || last.tag === '86')) last.lines.push(line)
  else if (tag !== undefined) throw new StatementError(`Line ${number}: the field ${tag} is not known in MT940.`)
  else if (line !== '') throw new StatementError(`Line ${number}: ${quoted(line)} is no field.`)
}
