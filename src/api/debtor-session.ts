import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto'
import type { CookieOptions, Request, RequestHandler, Response } from 'express'
import { z } from 'zod'
import type { MasterKeys } from '../engine/master-keys.js'
import type { Entered } from '../store/debtor-access.js'

/** A debtor who has entered: its file, and the session that it reads and acts in. */
export interface Debtor extends Entered {
  /** Random id of the session: what a form or a limit is tied to. */
  sessionId: string
  /** Goes with every form, in the field `csrf`. */
  csrf: string
}

/** Address under which all pages of the debtor stand: the cookie goes nowhere else. */
export const DEBTOR_PATH = '/d'
/** Name of the field that a form carries its token in. */
export const CSRF_FIELD = 'csrf'

const COOKIE = 'relance_debtor'
const MINUTE_MS = 60_000
/** A telephone that is left lying shows nobody else's debt for long; a form takes its time. */
const IDLE_MS = 30 * MINUTE_MS
/** However busy: a working day. */
const LONGEST_MS = 8 * 60 * MINUTE_MS
/** The cookie is renewed no more often. */
const RENEWED_AFTER_MS = MINUTE_MS

const Session = z.strictObject({ tenantId: z.uuid(), fileId: z.uuid(), id: z.string(), issuedAt: z.int(), seenAt: z.int() })
type Session = z.infer<typeof Session>

/** Sessions of debtors: signed cookies, with keys derived from a master key. None is stored. */
export class DebtorSessions {
  private readonly cookie: CookieOptions

  /** @param publicUrl where it begins with https the cookie goes by no other way */
  constructor(
    private readonly masters: MasterKeys,
    publicUrl: string,
  ) {
    // Lax: who comes by a link in a mail or a code in a letter is still in.
    this.cookie = { httpOnly: true, sameSite: 'lax', secure: publicUrl.startsWith('https:'), path: DEBTOR_PATH }
  }

  /** Begins a session; one that was there is over. */
  begin(response: Response, { tenantId, fileId }: Entered, now: Date): void {
    const id = randomBytes(16).toString('base64url')
    this.put(response, { tenantId, fileId, id, issuedAt: now.getTime(), seenAt: now.getTime() })
  }

  end(response: Response): void {
    response.clearCookie(COOKIE, this.cookie)
  }

  /** Who sends a request, or null where its session is none, forged or over. Seen again, a session goes on. */
  read(request: Request, response: Response, now: Date): Debtor | null {
    const session = this.opened(cookieOf(request))
    if (!session || isOver(session, now)) return null
    if (now.getTime() - session.seenAt >= RENEWED_AFTER_MS) this.put(response, { ...session, seenAt: now.getTime() })
    const { tenantId, fileId, id } = session
    return { tenantId, fileId, sessionId: id, csrf: this.csrfOf(id) }
  }

  private put(response: Response, session: Session): void {
    const payload = Buffer.from(JSON.stringify(session)).toString('base64url')
    const version = this.masters.newest
    response.cookie(COOKIE, `${version}.${payload}.${this.sign(version, payload)}`, this.cookie)
  }

  private opened(cookie: string): Session | null {
    const [version = '', payload = '', signature = ''] = cookie.split('.')
    if (!this.masters.has(version) || !isSame(signature, this.sign(version, payload))) return null
    return Session.safeParse(JSON.parse(Buffer.from(payload, 'base64url').toString())).data ?? null
  }

  private sign(version: string, payload: string): string {
    return hmac(this.masters.derive(version, 'relance debtor session'), payload)
  }

  private csrfOf(sessionId: string): string {
    return hmac(this.masters.derive(this.masters.newest, 'relance debtor form'), sessionId)
  }
}

const hmac = (key: Buffer, text: string) => createHmac('sha256', key).update(text).digest('base64url')

function isSame(a: string, b: string): boolean {
  const [left, right] = [Buffer.from(a), Buffer.from(b)]
  return left.length === right.length && timingSafeEqual(left, right)
}

function isOver({ issuedAt, seenAt }: Session, now: Date): boolean {
  return now.getTime() - seenAt >= IDLE_MS || now.getTime() - issuedAt >= LONGEST_MS
}

function cookieOf(request: Request): string {
  const cookies = (request.get('cookie') ?? '').split(';').map((part) => part.trim())
  return cookies.find((cookie) => cookie.startsWith(`${COOKIE}=`))?.slice(COOKIE.length + 1) ?? ''
}

/** The debtor that `requireDebtor` has let through. */
export const debtorOf = (response: Response): Debtor => response.locals.debtor as Debtor

/** What a request meets that is not let through. */
export type Otherwise = (request: Request, response: Response) => unknown

/** Lets through who has a session. A form must besides be sent by a page of ours, and pass `requireFormToken` once its body is read. */
export function requireDebtor({ sessions, publicUrl, now }: SessionContext, otherwise: Otherwise): RequestHandler {
  return async (request, response, next) => {
    const debtor = sessions.read(request, response, now())
    if (!debtor || isFromElsewhere(request, publicUrl)) {
      await otherwise(request, response)
      return
    }
    response.locals.debtor = debtor
    next()
  }
}

export interface SessionContext {
  sessions: DebtorSessions
  publicUrl: string
  now: () => Date
}

/** Lets through a form whose body holds the token of its session: it stands behind `requireDebtor` and the reader of bodies. */
export function requireFormToken(otherwise: Otherwise): RequestHandler {
  return async (request, response, next) => {
    const said: unknown = (request.body as Record<string, unknown> | undefined)?.[CSRF_FIELD]
    if (typeof said === 'string' && isSame(said, debtorOf(response).csrf)) return next()
    await otherwise(request, response)
  }
}

/**
 * Whether a form was sent by a page of somebody else: browsers say so themselves. One that is too old to say it names the page's origin,
 * or nothing where our pages have asked for silence about where a reader comes from.
 */
export function isFromElsewhere(request: Request, publicUrl: string): boolean {
  if (request.method === 'GET' || request.method === 'HEAD') return false
  const site = request.get('sec-fetch-site')
  if (site !== undefined) return site !== 'same-origin' && site !== 'none'
  const origin = request.get('origin') ?? 'null'
  return origin !== 'null' && origin !== new URL(publicUrl).origin
}
