/** Text that is HTML already. Only `html` makes it. */
export class Html {
  constructor(readonly text: string) {}
}

/** What may stand in a template: lists are joined; what is empty or false is left out. */
export type Content = Html | string | number | false | null | undefined | readonly Content[]

const SIGNS: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }

const escaped = (text: string): string => text.replace(/[&<>"']/g, (sign) => SIGNS[sign] as string)

function written(content: Content): string {
  if (content instanceof Html) return content.text
  if (content === null || content === undefined || content === false) return ''
  if (typeof content === 'object') return content.map(written).join('')
  return escaped(String(content))
}

/** HTML whose values are escaped, wherever they stand: attributes are always written in double quotes. */
export function html(strings: TemplateStringsArray, ...values: Content[]): Html {
  return new Html(strings.reduce((text, string, index) => text + written(values[index - 1]) + string))
}
