import { TEMPLATE_LANGUAGES, type Template, type TemplateId, type TemplateLanguage } from '../format.js'

/** One message in the words of each channel, in paragraphs. */
export interface Wording {
  letter: { subject: string; body: readonly string[] }
  email: { subject: string; body: readonly string[] }
  sms: string
  call: readonly string[]
}

/** The templates of one id and version, one for each channel and language. */
export function written(id: TemplateId, version: number, wordings: Record<TemplateLanguage, Wording>): readonly Template[] {
  return TEMPLATE_LANGUAGES.flatMap((language): Template[] => {
    const { letter, email, sms, call } = wordings[language]
    const common = { id, language, version }
    return [
      { ...common, channel: 'letter', subject: letter.subject, body: letter.body.join('\n\n') },
      { ...common, channel: 'email', subject: email.subject, body: email.body.join('\n\n') },
      { ...common, channel: 'sms', body: sms },
      { ...common, channel: 'call', body: call.join('\n\n') },
    ]
  })
}
