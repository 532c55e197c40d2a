import type { KeyObject } from 'node:crypto'
import type { CallbackSender } from './callbacks.js'
import type { FaultPlan } from './faults.js'
import type { Outbox } from './outbox.js'

/** The accounts that the sandbox knows, and where their callbacks go. A callback without an address is not sent. */
export interface SandboxAccounts {
  twilio: {
    accountSid: string
    authToken: string
    /** Where messages to us are passed on to. Status callbacks go where each message says. */
    inboundUrl?: string
  }
  sendgrid: {
    apiKey: string
    eventUrl?: string
    /** Where e-mails to us are passed on to. */
    inboundUrl?: string
  }
  merciFacteur: { serviceId: string; secretKey: string; webhookSecret: string; webhookUrl?: string }
  sirene: { apiKey: string }
  /** Left out where nobody pays by Stripe. */
  stripe?: { apiKey: string; webhookSecret: string; webhookUrl?: string }
}

/** What the sandbox's parts work with. */
export interface SandboxContext {
  accounts: SandboxAccounts
  outbox: Outbox
  faults: FaultPlan
  callbacks: CallbackSender
  eventKey: KeyObject
  now: () => Date
}
