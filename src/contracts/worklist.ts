import { z } from 'zod'
import { next, pageQuery } from './page.js'

/**
 * What waits for a person. `contact-unresolved`: nobody knows whether an act went out. `question`: a file cannot go on by
 * itself. `letter`: printed, not yet posted. `call`: to be made. `message`: came in and is unread. `limitation`: a claim
 * may not be sued for much longer, or no more. `acknowledgement`: a part payment that may acknowledge its claim. `remittance`: money
 * that a creditor should have had by now. `money`: it came in, and nobody knows which file it is for. `agency-paper`: a paper that the
 * agency must have to collect for others has lapsed, soon will, or was never there. `mandate`: a creditor's mandate ends soon.
 * `insolvency`: a notice to answer, or claims to declare. `identity`: a register knows the debtor otherwise. `assertion`: the debtor says that
 * it has paid. `means`: it tells of its means. `plan`, `settlement`, `dispute`: one that waits for an answer. `situation`: an act that a debtor’s
 * situation calls for. `address`: a lost one is searched. `security`: somebody tries out payment keys. `proposal`: a procedure to
 * approve. `proceeding`: a last day of one comes near, was missed, or nobody answers. `judicial-task`: one for the agency itself, that nobody is
 * named for, or whose package nobody knows to have arrived. `piece`: what a case still lacks. `owed-back`: money that was collected beyond what a
 * judgment has left of its claim.
 */
export const WORK_KINDS = [
  'contact-unresolved',
  'question',
  'letter',
  'call',
  'message',
  'limitation',
  'acknowledgement',
  'remittance',
  'money',
  'agency-paper',
  'mandate',
  'insolvency',
  'identity',
  'assertion',
  'means',
  'plan',
  'settlement',
  'dispute',
  'situation',
  'address',
  'security',
  'proposal',
  'proceeding',
  'judicial-task',
  'piece',
  'owed-back',
] as const

export const WorklistQuery = z.strictObject({ ...pageQuery, kind: z.enum(WORK_KINDS).optional() })
export type WorklistQuery = z.infer<typeof WorklistQuery>

export const WorkItem = z
  .object({
    kind: z.enum(WORK_KINDS),
    /** Since when it waits, by the real clock. */
    since: z.iso.datetime(),
    /** Null for a message from a debtor who has several files, or none, for money of several files, and for what is the agency’s own. */
    file: z.object({ id: z.uuid(), reference: z.string() }).nullable(),
    /** Empty for money of several files. */
    debtor: z.string(),
    /** The act that it is about. */
    contact: z.uuid().nullable(),
    question: z.string().nullable(),
    /** The message that came in: its id, what it was taken for (a `complaint` is read first), and what it says. */
    message: z
      .object({ id: z.string(), channel: z.string(), nature: z.string(), subject: z.string().nullable(), text: z.string() })
      .nullable(),
    /** The claim whose limitation comes near, its last day, and the last day on which each procedure can still be begun. */
    limitation: z
      .object({
        claim: z.string(),
        alarm: z.string(),
        lastDay: z.iso.date(),
        procedures: z.array(z.object({ procedure: z.string(), lastDay: z.iso.date() })),
      })
      .nullable(),
    /** The claim and the payment that may acknowledge it. */
    acknowledgement: z.object({ claim: z.string(), reference: z.string(), on: z.iso.date() }).nullable(),
    /** Whose money, how much of it, and the last day on which it was to be passed on. */
    remittance: z
      .object({ creditor: z.string(), name: z.string(), currency: z.string(), amountCents: z.int(), dueBy: z.iso.date() })
      .nullable(),
    /** Money to allocate: the payment, how much of it, and who paid as the bank names them. */
    money: z
      .object({ payment: z.uuid(), reference: z.string(), currency: z.string(), amountCents: z.int(), payer: z.string().nullable() })
      .nullable(),
    /** A paper of the agency: its last day, how many days before it the last alarm was raised, and the article that asks for it. */
    paper: z
      .object({
        kind: z.string(),
        state: z.enum(['expiring', 'lapsed', 'missing']),
        lastDay: z.iso.date().nullable(),
        daysBefore: z.int().nullable(),
        source: z.string(),
      })
      .nullable(),
    /** A mandate that ends: whose, its last day, whether the creditor ended it before its time, and how many files are open under it. */
    mandate: z
      .object({
        creditor: z.string(),
        name: z.string(),
        reference: z.string(),
        lastDay: z.iso.date(),
        ended: z.boolean(),
        openFiles: z.int(),
      })
      .nullable(),
    /** The notice, and the last day to declare where it begins that delay. */
    insolvency: z
      .object({
        id: z.uuid(),
        notice: z.string(),
        proceeding: z.string(),
        state: z.string(),
        publishedOn: z.iso.date(),
        declareBy: z.iso.date().nullable(),
      })
      .nullable(),
    /** What a register says: codes and numbers. */
    identity: z.object({ check: z.uuid(), register: z.string(), outcome: z.string(), facts: z.record(z.string(), z.unknown()) }).nullable(),
    /** Of the kinds that are about one thing alone: its id, how it stands, and the last day to answer or act. */
    matter: z.object({ id: z.uuid(), state: z.string(), dueBy: z.iso.date().nullable() }).nullable(),
    /** What came in beyond what a judgment has left of a claim: the debtor’s, to be given back. */
    owedBack: z.object({ claim: z.string(), currency: z.string(), amountCents: z.int() }).nullable(),
  })
  .meta({ id: 'WorkItem' })
export type WorkItem = z.infer<typeof WorkItem>

/** The longest waiting first. */
export const Worklist = z.object({ items: z.array(WorkItem), next }).meta({ id: 'Worklist' })
export type Worklist = z.infer<typeof Worklist>

export const ReadReceipt = z.object({ read: z.literal(true) }).meta({ id: 'ReadReceipt', example: { read: true } })
