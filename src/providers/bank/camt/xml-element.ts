import { SaxesParser } from 'saxes'
import { quoted, StatementError } from '../statement-error.js'

const MAX_DEPTH = 50
const MAX_ELEMENTS = 1_000_000

/** An element of a document, with those of its children that are in the same namespace: what stands in another is not ours to read. */
export class XmlElement {
  readonly children: XmlElement[] = []
  text = ''

  constructor(
    readonly name: string,
    readonly namespace: string,
    readonly line: number,
    readonly attributes: Readonly<Record<string, string>>,
  ) {}

  /** Where it stands, for people. */
  get where(): string {
    return `Line ${this.line}, <${this.name}>`
  }

  all(name: string): XmlElement[] {
    return this.children.filter((child) => child.name === name)
  }

  /** The element at the end of a path, null where a step is not there. @throws StatementError where there are several */
  find(...path: readonly string[]): XmlElement | null {
    return path.reduce<XmlElement | null>((found, name) => found && onlyChild(found, name), this)
  }

  /** @throws StatementError where it is not there, or several times */
  get(name: string): XmlElement {
    const found = this.find(name)
    if (!found) throw new StatementError(`${this.where} has no <${name}>.`)
    return found
  }

  /** The text at the end of a path, its spaces and line breaks made one space each; null where there is none. */
  textAt(...path: readonly string[]): string | null {
    return this.find(...path)?.words() || null
  }

  /** @throws StatementError for an element that holds elements */
  words(): string {
    if (this.children.length > 0) throw new StatementError(`${this.where} holds elements where a text must stand.`)
    return this.text.replace(/\s+/g, ' ').trim()
  }
}

function onlyChild(parent: XmlElement, name: string): XmlElement | null {
  let found: XmlElement | null = null
  for (const child of parent.children) {
    if (child.name !== name) continue
    if (found) throw new StatementError(`${child.where} stands twice in <${parent.name}>.`)
    found = child
  }
  return found
}

/** The root of a document. @throws StatementError for what is not well-formed, declares a document type or is too deep or large */
export function parseXml(text: string): XmlElement {
  const parser = new SaxesParser({ xmlns: true })
  const open: XmlElement[] = []
  let root: XmlElement | undefined
  let elements = 0

  parser.on('doctype', () => {
    throw new StatementError(`Line ${parser.line}: the file declares a document type, which no bank statement does and none may.`)
  })
  parser.on('error', (error) => {
    throw new StatementError(`The file is no well-formed XML, it may be cut off: ${brokenAt(error.message)}.`)
  })
  parser.on('opentag', ({ local, uri, attributes }) => {
    const element = new XmlElement(local, uri, parser.line, attributesOf(attributes))
    if (open.length >= MAX_DEPTH) throw new StatementError(`${element.where} is nested too deep.`)
    if (++elements > MAX_ELEMENTS) throw new StatementError('The file holds too many elements.')
    const parent = open.at(-1)
    root ??= element
    if (parent && parent.namespace === uri) parent.children.push(element)
    open.push(element)
  })
  parser.on('text', (part) => addText(open.at(-1), part))
  parser.on('cdata', (part) => addText(open.at(-1), part))
  parser.on('closetag', () => open.pop())

  parser.write(text).close()
  if (!root) throw new StatementError('The file holds no element.')
  return root
}

function addText(element: XmlElement | undefined, part: string): void {
  if (element) element.text += part
}

/** Without namespace declarations. */
function attributesOf(attributes: Record<string, { local: string; prefix: string; value: string }>): Record<string, string> {
  const plain = Object.values(attributes).filter(({ prefix }) => prefix === '')
  return Object.fromEntries(plain.map(({ local, value }) => [local, value]))
}

/** `12:3: unclosed tag: Ntry` in words. */
function brokenAt(message: string): string {
  const [, line, fault] = /^(\d+):\d+: (.*?)\.?$/s.exec(message) ?? []
  return line ? `line ${line}, ${quoted(fault ?? '').slice(1, -1)}` : quoted(message).slice(1, -1)
}
