import { TEMPLATE_LANGUAGES, type Template, type TemplateId, type TemplateLanguage } from '../format.js'

/** One message in the words of each channel, in paragraphs. */
export interface Wording {
  letter: { subject: string; body: readonly string[] }
  email: { subject: string; body: readonly string[] }
  sms: string
  call: readonly string[]
}

/** Whom words are meant for, where not for everybody. */
export type Meant = Pick<Template, 'collects' | 'country'>

/** The templates of one id and version, one for each channel and language that they are written in. */
export function written(
  id: TemplateId,
  version: number,
  wordings: Partial<Record<TemplateLanguage, Wording>>,
  meant: Meant = {},
): readonly Template[] {
  return TEMPLATE_LANGUAGES.flatMap((language): Template[] => {
    const wording = wordings[language]
    if (!wording) return []
    const { letter, email, sms, call } = wording
    const common = { id, language, version, ...meant }
    return [
      { ...common, channel: 'letter', subject: letter.subject, body: letter.body.join('\n\n') },
      { ...common, channel: 'email', subject: email.subject, body: email.body.join('\n\n') },
      { ...common, channel: 'sms', body: sms },
      { ...common, channel: 'call', body: call.join('\n\n') },
    ]
  })
}
