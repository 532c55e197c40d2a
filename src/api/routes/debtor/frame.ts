import { createHash } from 'node:crypto'
import type { Request, Response } from 'express'
import type { DebtorPage, PageLanguage } from '../../../contracts/debtor-page.js'
import { PAGE_LANGUAGES } from '../../../contracts/debtor-page.js'
import { pageLanguage } from '../../../store/debtor-page.js'
import { en } from '../../../web/debtor/en.js'
import { formatIn } from '../../../web/debtor/format.js'
import { fr } from '../../../web/debtor/fr.js'
import type { Frame, Section } from '../../../web/debtor/layout.js'
import { DEBTOR_PATH, debtorOf } from '../../debtor-session.js'
import { webFile, webScript } from '../../web-page.js'

const TEXTS = { fr, en }
const COOKIE = 'relance_language'
const YEAR_MS = 365 * 86_400_000

/** What every page loads, under addresses that change with their bytes. */
export interface Assets {
  style: { path: string; body: string }
  script: { path: string; body: string }
}

/** The style sheet and the script, as they are when the process starts. */
export async function loadAssets(): Promise<Assets> {
  const [style, script] = [webFile('debtor', 'style.css'), await webScript('debtor')]
  return {
    style: { path: `${DEBTOR_PATH}/assets/${mark(style)}.css`, body: style },
    script: { path: `${DEBTOR_PATH}/assets/${mark(script)}.js`, body: script },
  }
}

const mark = (text: string) => createHash('sha256').update(text).digest('hex').slice(0, 16)

/** Keeps the language that a link asks for: the cookie says nothing else. */
export function keepLanguage(request: Request, response: Response, secure: boolean): void {
  const asked = knownLanguage(request.query.lang)
  if (asked) response.cookie(COOKIE, asked, { path: DEBTOR_PATH, sameSite: 'lax', httpOnly: true, secure, maxAge: YEAR_MS })
}

/** The language that a page is shown in: as asked, as chosen before, as the debtor is written to, as the browser wishes. */
export function languageOf(request: Request, page?: Pick<DebtorPage, 'debtor'>): PageLanguage {
  return (
    knownLanguage(request.query.lang) ??
    knownLanguage(cookieOf(request)) ??
    (page ? pageLanguage(page.debtor.language) : (knownLanguage(request.acceptsLanguages([...PAGE_LANGUAGES])) ?? 'fr'))
  )
}

const knownLanguage = (said: unknown): PageLanguage | undefined => PAGE_LANGUAGES.find((language) => language === said)

function cookieOf(request: Request): string | undefined {
  const cookies = (request.get('cookie') ?? '').split(';').map((part) => part.trim())
  return cookies.find((cookie) => cookie.startsWith(`${COOKIE}=`))?.slice(COOKIE.length + 1)
}

/** A frame of a page that anybody may see. */
export function outerFrame(assets: Assets, request: Request, path = request.originalUrl.split('?')[0] ?? DEBTOR_PATH): Frame {
  const language = languageOf(request)
  return {
    t: TEXTS[language],
    format: formatIn(language),
    path,
    query: queryOf(request),
    assets: { style: assets.style.path, script: assets.script.path },
    inside: null,
    notice: null,
  }
}

/** A frame of a page of a debtor who is in. */
export function innerFrame(
  assets: Assets,
  request: Request,
  response: Response,
  { page, section }: { page: DebtorPage; section: Section | null },
): Frame {
  const language = languageOf(request, page)
  const t = TEXTS[language]
  const done = typeof request.query.done === 'string' ? (t.done[request.query.done] ?? null) : null
  return {
    ...outerFrame(assets, request),
    t,
    format: formatIn(language, page.currency),
    inside: { sender: page.agency?.name ?? page.creditor.name, csrf: debtorOf(response).csrf, section },
    notice: done,
  }
}

/** What of a page's query goes along when its language is changed. */
function queryOf(request: Request): string {
  if (request.method !== 'GET') return ''
  const kept = Object.entries(request.query).filter(
    (entry): entry is [string, string] => typeof entry[1] === 'string' && !['lang', 'done'].includes(entry[0]),
  )
  return kept.length === 0 ? '' : `&${new URLSearchParams(kept)}`
}
