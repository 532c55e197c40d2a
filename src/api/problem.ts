import type { NextFunction, Request, Response } from 'express'
import type { Logger } from 'pino'
import { ZodError } from 'zod'
import type { Problem } from '../contracts/problem.js'
import { NotAdmitted, type Refusal } from '../domain/admission.js'
import { ARTICLES, type Because, DomainError, ERRORS, type ErrorCode } from '../domain/errors.js'

/** What each error says to whoever reads it. */
const TITLES = {
  'request-invalid': 'The request is not understood',
  'key-missing': 'A valid API key is needed: Authorization: Bearer <key>',
  'file-unknown': 'There is no such debt file',
  'route-unknown': 'There is nothing at this address, or not for this method',
  'resource-unknown': 'There is nothing of this name',
  'creditor-unknown': 'There is no such creditor',
  'creditor-duplicate': 'An organisation with this reference is there already',
  'mandate-missing': 'The creditor has no mandate in force, without which no file of its is opened',
  'mandate-expired': 'The creditor’s mandate is over, and there is no other in force',
  'mandate-unsigned': 'The creditor has not signed its mandate yet',
  'mandate-scope-exceeded': 'The mandate does not cover this claim',
  'mandate-ended-already': 'The mandate is over already',
  'mandate-signed-already': 'The mandate is signed already',
  'signature-unknown': 'There is nothing to sign at this address',
  'signature-expired': 'The time to sign is over: ask for another link',
  'signature-signed-already': 'This is signed already',
  'signature-code-early': 'A code was sent just now: wait a minute before you ask for another',
  'signature-code-wrong': 'This is not the code that was sent last, or it is too old',
  'signature-attempts-spent': 'Too many wrong codes: ask for another link',
  'signature-document-altered': 'The paper is no longer the one that was to be signed: nothing is signed',
  'assertion-open': 'The debtor says already that it has paid: that is being looked into',
  'assertion-unknown': 'There is no such word of the debtor',
  'assertion-answered': 'This was answered already',
  'promise-open': 'A promise is open already',
  'promise-unknown': 'There is no such promise',
  'promise-day-far': 'The day is further away than a promise may be: ask for a payment plan',
  'promise-not-taken': 'Promises were broken before: no other is taken without a person',
  'plan-open': 'A payment plan is open already',
  'plan-unknown': 'There is no such payment plan',
  'plan-state': 'The plan is not in a state that this can be done in',
  'plan-days-wrong': 'Instalments follow each other, begin after today and end within what is possible',
  'plan-sum-wrong': 'The instalments do not come to what is owed',
  'plan-interest-consumer': 'A consumer’s plan bears no fee and no added interest',
  'settlement-open': 'A settlement is open already',
  'settlement-unknown': 'There is no such settlement',
  'settlement-state': 'The settlement is not in a state that this can be done in',
  'dispute-open': 'The claim is contested already, and not answered yet',
  'dispute-answered': 'The dispute was answered already',
  'contested-exceeds-claim': 'More is contested than is open of the claim',
  'uploads-too-many': 'Too many files at once',
  'upload-too-large': 'A file is too large',
  'upload-empty': 'A file is empty',
  'upload-type-refused': 'A file is of a kind that is not taken',
  'upload-name-invalid': 'A file has a name that cannot be kept',
  'means-open': 'The debtor’s means are being looked at already',
  'means-unknown': 'There is no such statement of means',
  'means-answered': 'This was answered already',
  'situation-unknown': 'There is no such situation',
  'situation-open': 'This is recorded already',
  'situation-ended': 'This has ended already',
  'situation-proof-missing': 'What has happened to a debtor is recorded with its proof',
  'situation-outcome-wrong': 'Such a situation cannot come out like this',
  'debtor-protected': 'The law protects the debtor: nothing is agreed with it',
  'search-unknown': 'There is no such search',
  'search-open': 'The address is being searched already',
  'search-over': 'The search is over',
  'search-limit-spent': 'The search may cost no more',
  'search-match-missing': 'Nothing says that the address found is the debtor’s',
  'proposal-unknown': 'No such proposal',
  'proposal-open': 'A proposal is open for this file already',
  'proposal-answered': 'This proposal is answered',
  'procedure-not-open': 'This procedure is not open to the claim',
  'power-missing': 'The creditor has not given the power that this takes',
  'proceeding-unknown': 'No such proceeding',
  'proceeding-open': 'A proceeding is open for this file already',
  'proceeding-ended': 'This proceeding has ended',
  'report-unexpected': 'The proceeding does not wait for such a report',
  'report-duplicate': 'This was reported already',
  'report-contradicts': 'The report contradicts what was reported before',
  'report-too-late': 'The act was done after its last day',
  'report-too-early': 'The act was done before its time',
  'report-incomplete': 'The report lacks something that it must say',
  'task-unknown': 'No such task',
  'task-state': 'The task does not stand so that this could be done',
  'professional-unknown': 'No such officer or lawyer',
  'professional-role': 'This is not for an officer or lawyer of that kind',
  'professional-conflict': 'Who delivers a title of this procedure does not enforce it',
  'professional-district': 'The officer does not act where the debtor lives',
  'public-key-invalid': 'This is no OpenPGP public key to encrypt to',
  'piece-unknown': 'No such piece',
  'piece-missing': 'Pieces are missing',
  'title-unknown': 'No such title',
  'title-duplicate': 'This title is registered already',
  'measure-unknown': 'No such measure',
  'measure-not-open': 'This measure is not open against this debtor',
  'tariff-duplicate': 'An amount is entered for that day already',
  'forbidden-role': 'This key does not open that',
  'alert-unknown': 'There is no such alert',
  'signer-unreachable': 'The signer has no address or number that a code can be sent to',
  'agency-paper-missing': 'The agency may not collect for others: a paper that the law asks of it is missing or has lapsed',
  'agency-paper-duplicate': 'This paper is there already, with other words',
  'claim-not-admitted': 'The claim is not taken in charge as it is',
  'closing-ordered-already': 'The file is being closed already',
  'closing-not-ordered': 'Nobody has ordered that the file be closed: what closed it is that nothing is owed',
  'closing-unfounded': 'Nothing in the file bears out that it is closed for this reason',
  'closing-note-missing': 'Nothing in the file shows this reason: say in a note what it rests on',
  'recall-incomplete': 'The file has other unpaid claims: recall them too or the whole file, or withdraw the claim',
  'not-irrecoverable': 'The claim is not one that cannot be had any more: the closing says why',
  'documents-returned-already': 'The documents went back on another day',
  'return-day-impossible': 'Documents go back from the day of the closing on, and not after today',
  'declaration-duplicate': 'The creditor has declared something else under this reference',
  'dispute-unknown': 'There is no such dispute, or nothing that a creditor has declared stops the claim',
  'merge-impossible': 'These two are not one: something tells them apart',
  'merge-blocked': 'An act, money, a hold, or what was agreed or disputed on one of the two must come to its end first',
  'merge-undone': 'This merge is undone already',
  'merge-outdated': 'Too much has happened since: this merge can no longer be undone',
  'invoice-empty': 'Nothing was earned that is not invoiced',
  'invoice-month-open': 'A month is invoiced once it is over',
  'invoice-vat-unknown': 'What value added tax this creditor’s invoice bears is not known here, or the agency has no VAT number',
  'party-merged-already': 'This party was merged into another already',
  'insolvency-unknown': 'There is no such notice',
  'insolvency-answered': 'Somebody has said already whom this notice is about',
  'debtor-insolvent': 'The debtor is in insolvency proceedings: it may not be asked to pay',
  'mandate-duplicate': 'The creditor has a mandate with this reference already',
  'number-invalid': 'This is no such number: a digit may be wrong',
  'strategy-unknown': 'There is no such strategy',
  'strategy-lacks-notice':
    'The strategy lacks the opening letter, and it was not sent before (Code des procédures civiles d’exécution R124-4)',
  'strategy-refused': 'The law stands against the strategy',
  'strategy-frozen': 'A published strategy version cannot be changed: publish a new one',
  'move-same-version': 'A file is moved from one version to another, and these are the same',
  'move-empty': 'No open file follows this version and meets the filter',
  'move-overlaps': 'Another move has one of these files in hand: wait until it is finished',
  'move-unfinished': 'The move is not finished yet: it is taken back as a whole, afterwards',
  'move-rolled-back': 'The move is taken back already',
  'template-refused': 'The template may not be sent as it is',
  'template-frozen': 'A published template version cannot be changed: publish a new one',
  'claim-duplicate': 'A claim with this reference is there already',
  'claim-time-barred': 'The claim may no longer be sued for: its limitation period is over',
  'claim-unknown': 'There is no such claim on the file',
  'claim-settled': 'Nothing is owed on the claim any more',
  'co-debtor-duplicate': 'This debtor has a file on one of these claims already',
  'liability-other-law': 'A claim has one law, and this debtor’s address lies under another',
  'liability-not-shared':
    'Where a notice to one debtor makes no interest run against the others (as BGB § 425 II), one claim cannot have one balance for them all',
  'guarantee-not-due': 'A guarantor is asked once the debtor has failed to pay: the claim must be overdue (Code civil art. 2288)',
  'act-day-impossible': 'An act lies between the day on which its claim arose and today, and does not end before it begins',
  'act-proof-missing': 'An act that interrupts a limitation is recorded with the SHA-256 fingerprint of what proves it',
  'act-moves-nothing': 'The law does not let this act move the claim’s limitation',
  'act-duplicate': 'An act of this kind with this reference is recorded already',
  'foreclosure-unmoved': 'Only a suit or a rescheduling moves a foreclosure, as that of consumer credit (Code de la consommation R312-35)',
  'acknowledgement-unknown': 'Nothing of this reference is proposed as an acknowledgement of the claim',
  'acknowledgement-answered': 'The proposed acknowledgement was answered otherwise already',
  'contact-unknown': 'There is no such contact on the file',
  'contact-settled': 'What became of the contact is known already',
  'step-unknown': 'No step is left to be taken',
  'step-not-next': 'This is not the step that comes next',
  'step-skipped-already': 'The step is skipped already',
  'notice-mandatory': 'The law wants this notice: it is never skipped',
  'point-unknown': 'The debtor has no such address or number',
  'key-reused': 'This Idempotency-Key was used for another request',
  'file-closed': 'The file is closed',
  'file-already-paused': 'The file is paused already',
  'file-not-paused': 'The file is not paused',
  'hold-until-past': 'The day a pause ends must lie in the future',
  'payment-unknown': 'There is no payment with this reference on the file',
  'payment-duplicate': 'A posting of another amount has this reference',
  'payment-exceeds-balance': 'The sum is more than what is owed',
  'payment-already-reversed': 'The payment is reversed already',
  'payment-day-future': 'The day from which a payment counts must not lie in the future',
  'payment-exceeds-unallocated': 'The sum is more than what of the payment waits to be allocated',
  'nothing-owed': 'Nothing is owed on the file',
  'card-unknown': 'There is no such card on the file',
  'card-missing': 'The debtor has agreed to no card being charged for this file, or no longer does',
  'card-declined': 'The card was declined: nothing was charged',
  'provider-refused': 'The payment provider does not take this',
  'refund-by-transfer': 'The payment did not come by the payment provider: it is paid back by a transfer',
  'refund-exceeds-due': 'The sum is more than what of this payment is to go back',
  'refund-under-way': 'Another sum of this payment is on its way back: wait until the provider has told of it',
  'payment-cleared-already': 'The payment is known to have been at the bank on another day',
  'payment-not-by-hand':
    'Only what a person or another system has told of is cleared by hand: the bank, the provider or a register says it of this payment',
  'receipt-not-yet': 'A receipt is made out once the money is at the bank, and it is not known to be there yet',
  'movement-duplicate': 'Another movement of client funds has this reference',
  'movement-day-future': 'The day on which a movement is booked must not lie in the future',
  'currency-mismatch': 'The file is in another currency',
  'day-impossible': 'The day lies in the future, or before what it follows',
  'account-unknown': 'There is no such bank account for client funds',
  'cheque-duplicate': 'A cheque of this bank with this number is registered already',
  'cheque-moved-on': 'The cheque is no longer, or not yet, where this is done to it',
  'slip-duplicate': 'Another deposit slip has this reference',
  'debit-identifier-missing': 'The creditor identifier (ICS) is not set, without which nobody is debited',
  'debit-identifier-fixed': 'Mandates name the creditor identifier: it is not changed any more',
  'debit-mandate-unknown': 'The file has no such direct debit mandate',
  'debit-mandate-duplicate': 'Another mandate has this reference (RUM)',
  'debit-mandate-unusable': 'On that day the mandate is not signed yet, revoked, used up or lapsed',
  'scheme-not-for-consumers': 'The B2B scheme is not for consumers: it has no right to a refund, which the law gives them',
  'debit-day-closed': 'Banks settle nothing on that day: it is no TARGET day',
  'debit-notice-short': 'The debtor is to be told of a debit earlier than that',
  'debit-moved-on': 'The debit is no longer, or not yet, where this is done to it',
  'debit-batch-empty': 'No debit can go to the bank now',
  'debit-batch-duplicate': 'Another batch of debits has this reference',
  'debit-return-late': 'The time to return the debit is over: a person must confirm that it came back all the same',
  'debit-file-lost': 'The bank’s file cannot be made again: what stood in it was erased or changed',
  'currencies-mixed': 'The claims of a file are in one currency: open a file for each',
  'cost-not-recoverable': 'The law leaves such costs with the creditor',
  'remission-exceeds-mandate': 'The mandate does not let so much be remitted: the creditor must agree to it',
  'rate-unknown': 'The law of this country refers to no such rate',
  'account-duplicate': 'A bank account with this number is there already, with another name or kind',
  'statement-unreadable': 'The file is no bank statement that can be read',
  'legal-start-fixed': 'In production a file begins now',
  'person-needed': 'This wants a person: use a key of one, made by relance tenant key --person',
  'person-name-taken': 'Another person has this name, or it is written another way, or no person may have it',
  'approval-own': 'Whoever has asked for this may not be one of the two who agree to it',
  'approval-differs': 'The first of two people has chosen another procedure',
  'approval-twice': 'This person has agreed already: another one must',
  'approval-missing': 'Two people have not agreed yet',
  'account-own': 'This account is the agency’s own',
  'account-agreed': 'Two people have agreed to this account already',
  'account-in-use': 'The account is in use: propose another one',
  'account-rejected': 'The account was rejected: propose it anew',
  'account-missing': 'There is no bank account of client funds in euros with an IBAN: add it first',
  'remittance-empty': 'Nothing is to be transferred',
  'remittance-day-future': 'What is passed on was collected up to today at the latest',
  'remittance-share-by-invoice':
    'What the agency earns of this creditor is set by its mandate: its invoices alone are kept of what is passed on',
  'remittance-share-excessive': 'The agency’s share leaves nothing of what is due to the creditor',
  'remittance-blocked': 'The books of client funds do not let money be passed on',
  'remittance-outdated': 'Money was taken back or an account has changed since the order was made: cancel it and make another',
  'order-approved': 'Two people have agreed to the order already',
  'order-cancelled': 'The order is cancelled',
  'order-executed': 'The bank has carried out a transfer of the order',
  'body-too-large': 'The request is too large',
  'callback-forged': 'The signature of the callback is missing, wrong or too old',
  'too-many-requests': 'Too many requests: wait as long as Retry-After says',
  'not-taken': 'The command was not taken in time: send it again with the same Idempotency-Key, under which it is carried out once',
  unavailable: 'Not available now: try again',
} as const satisfies Record<ErrorCode, string>

export type Fault = NonNullable<Problem['faults']>[number]

/** A request with faults that its schema cannot see: which header or field, and what is wrong with it. */
export class RequestFault extends Error {
  override readonly name = 'RequestFault'

  constructor(
    readonly code: ErrorCode,
    readonly faults: Fault[],
  ) {
    super(`${code}: ${faults.map(({ field, message }) => `${field}: ${message}`).join('; ')}`)
  }
}

/** A request whose header or field cannot be understood. */
export const notUnderstood = (field: string, message: string) => new RequestFault('request-invalid', [{ field, message }])

/** What a code means, for people. */
export const titleOf = (code: ErrorCode): string => TITLES[code]

export function problemOf(code: ErrorCode, faults?: Fault[], because?: Because): Problem {
  const article = ARTICLES[code]
  const type = `urn:relance:problem:${code}`
  const why = { ...(article && { article }), ...(because && { because }), ...(faults && { faults }) }
  return { type, title: TITLES[code], status: ERRORS[code], code, ...why }
}

/** Seconds after which what was away is worth another try. */
const RETRY_AFTER = '5'

export function sendProblem(response: Response, problem: Problem): void {
  if (problem.status === 401) response.set('WWW-Authenticate', 'Bearer')
  if (problem.status === 503) response.set('Retry-After', RETRY_AFTER)
  response.status(problem.status).type('application/problem+json').send(JSON.stringify(problem))
}

/** Turns whatever a route throws into problem details. The cause of a fault is logged, never sent. */
export function problemHandler(log: Logger) {
  return (error: unknown, request: Request, response: Response, _next: NextFunction): void => {
    sendProblem(response, problemIn(error, request, log))
  }
}

/** What an error says to whoever asked; a fault of ours is logged with its cause. */
export function problemIn(error: unknown, { method, path }: Pick<Request, 'method' | 'path'>, log: Logger): Problem {
  const problem = understood(error)
  if (problem.status >= 500) log.error({ err: error, method, path }, 'request failed')
  return problem
}

/** What stands against taking a claim in charge, as a fault of the request. */
export const faultOf = ({ field, missing, source }: Refusal): Fault => ({ field, message: `${missing} (${source})` })

function understood(error: unknown): Problem {
  if (error instanceof NotAdmitted) return problemOf(error.code, error.refusals.map(faultOf))
  if (error instanceof DomainError)
    return problemOf(error.code, error.field ? [{ field: error.field, message: TITLES[error.code] }] : undefined, error.because)
  if (error instanceof RequestFault) return problemOf(error.code, error.faults)
  if (error instanceof ZodError) return problemOf('request-invalid', error.issues.flatMap(faultsOf))
  return ofHttp(error as { type?: string; status?: number })
}

function faultsOf(issue: ZodError['issues'][number]): Fault[] {
  if (issue.code === 'unrecognized_keys')
    return issue.keys.map((key) => ({ field: [...issue.path, key].join('.'), message: 'there is no such field' }))
  return [{ field: issue.path.join('.') || 'body', message: issue.message }]
}

/** What reading a request can stumble over, by the type that the reader of bodies gives it. */
const UNREADABLE: Record<string, Fault> = {
  'entity.parse.failed': { field: 'body', message: 'not valid JSON' },
  'charset.unsupported': { field: 'Content-Type', message: 'a body is written in UTF-8' },
  'encoding.unsupported': { field: 'Content-Encoding', message: 'a body is sent plain, or by gzip, deflate or br' },
}

function ofHttp({ type = '', status = 500 }: { type?: string; status?: number }): Problem {
  if (type === 'entity.too.large') return problemOf('body-too-large')
  if (status >= 500) return problemOf('unavailable')
  const fault = UNREADABLE[type]
  return problemOf('request-invalid', fault && [fault])
}
