import { mkdirSync } from 'node:fs'
import express, { type Express, type Router } from 'express'
import helmet from 'helmet'
import { CallbackSender } from './callbacks.js'
import type { SandboxAccounts, SandboxContext } from './context.js'
import { eventKey } from './event-key.js'
import { FaultPlan } from './faults.js'
import { MERCI_FACTEUR_PATH, merciFacteurApi } from './merci-facteur-api.js'
import { Outbox } from './outbox.js'
import { outboxApi } from './outbox-api.js'
import { SandboxRegisters } from './registers.js'
import { registersApi, registersControls } from './registers-api.js'
import { sendgridApi } from './sendgrid-api.js'
import { SpoolLetters } from './spool-letters.js'
import { stripeApi } from './stripe-api.js'
import { StripeBank } from './stripe-bank.js'
import { StripeBooks } from './stripe-books.js'
import { stripeControls, stripePage } from './stripe-page.js'
import { twilioApi } from './twilio-api.js'

export interface SandboxOptions {
  /** Where it keeps what it takes, and the key of its events. */
  folder: string
  /** The print spool's folder, whose letters are shown too. */
  spoolFolder: string | null
  accounts: SandboxAccounts
  /** The page that shows the outbox. */
  page?: Router
  /** How long to wait before each further attempt at a callback, in milliseconds. */
  callbackPausesMs?: number[]
  now: () => Date
}

export interface Sandbox {
  app: Express
  /** Resolves when no callback is under way. */
  settled: () => Promise<void>
  /** Gives up the callbacks that have not been taken. */
  close: () => Promise<void>
}

const CALLBACK_PAUSES_MS = [500, 2_000, 5_000, 15_000, 30_000]

const POLICY = {
  // frames of the same origin come with policies of their own
  originAgentCluster: false,
  contentSecurityPolicy: {
    useDefaults: false,
    directives: {
      defaultSrc: ["'none'"],
      scriptSrc: ["'self'"],
      connectSrc: ["'self'"],
      styleSrc: ["'unsafe-inline'"],
      imgSrc: ['data:'],
      frameSrc: ["'self'"],
      baseUri: ["'none'"],
      formAction: ["'none'"],
      frameAncestors: ["'none'"],
    },
  },
}

/**
 * Stands in for the providers: it speaks their HTTP APIs, keeps what they would have sent and tells of it by signed callbacks.
 * Whoever reaches it reads every message, so it is served to its own machine alone, and never in production.
 */
export function createSandbox(options: SandboxOptions): Sandbox {
  const { folder, spoolFolder, accounts, page, now, callbackPausesMs = CALLBACK_PAUSES_MS } = options
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const callbacks = new CallbackSender(callbackPausesMs)
  const context: SandboxContext = {
    accounts,
    outbox: new Outbox(folder),
    faults: new FaultPlan(),
    callbacks,
    eventKey: eventKey(folder),
    now,
  }
  const app = express()
  app.use(helmet(POLICY))
  app.get('/live', (_request, response) => void response.json({ live: true }))
  if (accounts.stripe) serveStripe(app, context, folder)
  const registers = new SandboxRegisters(folder)
  app.use('/sandbox/registers', registersControls(registers))
  app.use('/sandbox', outboxApi(context, new SpoolLetters(spoolFolder)))
  app.use(registersApi(context, registers))
  app.use(MERCI_FACTEUR_PATH, merciFacteurApi(context))
  app.use(twilioApi(context))
  app.use(sendgridApi(context))
  if (page) app.use(page)
  return { app, settled: () => callbacks.settled(), close: () => callbacks.close() }
}

function serveStripe(app: Express, context: SandboxContext, folder: string): void {
  const books = new StripeBooks(folder)
  const bank = new StripeBank(context, books)
  app.use('/sandbox/stripe', stripeControls(context, books, bank))
  app.use(stripePage(context, books, bank))
  app.use(stripeApi(context, books, bank))
}
