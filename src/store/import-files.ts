import type { OpenFileBody } from '../contracts/debt-file.js'
import { codeOf, type Reason, type Refusal } from '../domain/admission.js'
import { DomainError, type ErrorCode } from '../domain/errors.js'
import { AdmissionDesk, noteRefused, type Refused } from './admission.js'
import type { NewClaim } from './claim.js'
import { type Database, isDuplicate } from './database.js'
import { type Opening, openingHashOf, type PreparedFile, preparation, writeFiles } from './open-file.js'

/** One file of a batch, under the key that opens it once. */
export interface ImportedFile {
  key: string
  file: Omit<OpenFileBody, 'legalStart'>
  legalStart: Date
}

/** What became of one file of a batch. */
export interface ImportOutcome {
  key: string
  outcome: 'opened' | 'known' | 'would-open' | 'refused'
  reference: string | null
  /** Invoice numbers that another file holds already: they were left out. */
  duplicates: string[]
  /** What else stands against claims, which were left out, or against the file. */
  refusals: Refusal[]
  /** What is missing of claims that are in charge all the same. */
  remarks: Reason[]
  /** Why nothing was opened, and by which field, where it is one field's fault. */
  refusal: { code: ErrorCode; field: string | null } | null
}

const MOST_FILES = 100
/** Rows of one statement are bounded, and so is the time for which its locks are held. */
const MOST_CLAIMS = 2_000
const TRANSACTION_MS = 30_000

/**
 * Opens a batch of files, each by itself: what stands against one leaves the others alone. What is there already is
 * looked up for the whole batch at once; files are written by the hundred, and one by one where two requests meet.
 * @param base of each opening but its key and its beginning
 * @param dryRun finds out the same, and writes nothing
 * @returns the outcomes in the order of the files
 */
export async function importFiles(
  db: Database,
  base: Omit<Opening, 'key' | 'legalStart'>,
  files: readonly ImportedFile[],
  dryRun: boolean,
): Promise<ImportOutcome[]> {
  const batch = new Batch(db, base, files)
  const candidates = await batch.check()
  if (!dryRun) {
    for (const part of inParts(candidates)) await batch.write(part)
    await batch.sendBack()
  }
  await batch.recognise()
  return batch.outcomes(dryRun)
}

interface Candidate {
  /** Place in the batch. */
  index: number
  prepared: PreparedFile
}

class Batch {
  private readonly results: ImportOutcome[]
  /** Places of files that say the same as one before them under the same key, with that one's place. */
  private readonly repeats = new Map<number, number>()
  private readonly back: Refused[] = []

  constructor(
    private readonly db: Database,
    private readonly base: Omit<Opening, 'key' | 'legalStart'>,
    private readonly files: readonly ImportedFile[],
  ) {
    this.results = files.map(({ key }) => ({
      key,
      outcome: 'would-open',
      reference: null,
      duplicates: [],
      refusals: [],
      remarks: [],
      refusal: null,
    }))
  }

  /** Files that nothing stands against, without the claims that are left out; of the others it notes why. */
  async check(): Promise<Candidate[]> {
    await this.findKnown()
    const prepared = await this.prepare()
    const files = prepared.map((candidate) => candidate.prepared)
    const desk = await AdmissionDesk.open(this.db, this.base.tenantId, files)
    return prepared.flatMap((candidate) => this.admitted(candidate, desk))
  }

  outcomes(dryRun: boolean): ImportOutcome[] {
    for (const [index, first] of this.repeats) {
      const { outcome, reference } = this.at(first)
      if (outcome === 'refused') this.results[index] = this.at(first)
      else this.known(index, reference)
    }
    const unwritten = this.results.filter(({ outcome }) => outcome === 'would-open')
    if (!dryRun && unwritten.length > 0) throw new Error(`${unwritten.length} files of a batch were neither written nor refused`)
    return this.results
  }

  /** Files whose keys have opened one before, in an earlier request or in this one. */
  private async findKnown(): Promise<void> {
    const { tenantId } = this.base
    const keys = this.files.map(({ key }) => key)
    const rows = await this.db.debtFile.findMany({
      where: { tenantId, openingKey: { in: keys } },
      select: { openingKey: true, openingHash: true, reference: true },
    })
    const opened = new Map(rows.map((row) => [row.openingKey, row]))
    const first = new Map<string, { index: number; openingHash: string }>()
    for (const [index, { key, file }] of this.files.entries()) {
      const openingHash = openingHashOf(file)
      const earlier = opened.get(key) ?? first.get(key)
      if (!earlier) first.set(key, { index, openingHash })
      else if (earlier.openingHash !== openingHash) this.refuse(index, 'key-reused', 'key')
      else if ('reference' in earlier) this.known(index, earlier.reference)
      else this.repeats.set(index, earlier.index)
    }
  }

  /** A file whose claims are all held may be held by itself: another request with its key was quicker, between two looks. */
  async recognise(): Promise<void> {
    const places = this.results.flatMap(({ refusal }, index) => (refusal?.code === 'claim-duplicate' ? [index] : []))
    const openingKey = { in: places.map((index) => this.at(index).key) }
    const rows = places.length === 0 ? [] : await this.db.debtFile.findMany({ where: { tenantId: this.base.tenantId, openingKey } })
    for (const index of places) {
      const row = rows.find((file) => file.openingKey === this.at(index).key)
      if (row && row.openingHash === openingHashOf((this.files[index] as ImportedFile).file)) this.known(index, row.reference)
    }
  }

  /** Checks each remaining file against the tenant's creditors, mandates and strategies. */
  private async prepare(): Promise<Candidate[]> {
    const prepareFile = preparation(this.db)
    const candidates: Candidate[] = []
    for (const [index, { key, file, legalStart }] of this.files.entries()) {
      if (this.at(index).outcome !== 'would-open' || this.repeats.has(index)) continue
      try {
        candidates.push({ index, prepared: await prepareFile({ ...this.base, key, legalStart }, file) })
      } catch (error) {
        if (!(error instanceof DomainError)) throw error
        this.refuse(index, error.code, error.field ?? null)
      }
    }
    return candidates
  }

  /** Leaves out claims that are not taken in charge, here or because of a file before it in the batch. */
  private admitted({ index, prepared }: Candidate, desk: AdmissionDesk): Candidate[] {
    const { creditor, debtor, input } = prepared
    const { refusals, remarks, admitted } = desk.admit(prepared)
    const result = this.at(index)
    const held = refusals.filter(({ rule }) => rule === 'duplicate')
    result.duplicates = held.map(({ claim }) => String(claim))
    result.refusals = refusals.filter(({ rule, claim }) => rule !== 'duplicate' && !result.duplicates.includes(String(claim)))
    result.remarks = remarks
    this.back.push(...sentBack(creditor.id, debtor.name, input.claims, result))
    if (admitted.length > 0)
      return [{ index, prepared: { ...prepared, input: { ...input, claims: admitted.map((at) => input.claims[at] as NewClaim) } } }]
    this.refuse(index, held.length > 0 ? 'claim-duplicate' : codeOf(refusals), held.length > 0 ? 'claims' : null)
    return []
  }

  /** Notes what goes back to its creditor. What another file holds is nothing that the creditor could mend. */
  async sendBack(): Promise<void> {
    const { tenantId, actor, now } = this.base
    await noteRefused(this.db, tenantId, actor, now, this.back)
  }

  /** Writes files together; where another request has written one of their keys, claims or debtors meanwhile, one by one. */
  async write(candidates: Candidate[]): Promise<void> {
    try {
      const written = await this.db.$transaction(
        (tx) =>
          writeFiles(
            tx,
            candidates.map(({ prepared }) => prepared),
          ),
        { timeout: TRANSACTION_MS },
      )
      for (const [place, { index }] of candidates.entries()) this.opened(index, written[place]?.reference ?? null)
    } catch (error) {
      if (!isDuplicate(error)) throw error
      if (candidates.length > 1) for (const candidate of candidates) await this.write([candidate])
      else for (const { index, prepared } of candidates) await this.explain(index, prepared)
    }
  }

  /** A file that was refused by the database: its key was quicker elsewhere, or a claim of its was. */
  private async explain(index: number, { opening: { tenantId, key }, openingHash }: PreparedFile): Promise<void> {
    const file = await this.db.debtFile.findUnique({ where: { tenantId_openingKey: { tenantId, openingKey: key } } })
    if (!file) this.refuse(index, 'claim-duplicate', 'claims')
    else if (file.openingHash !== openingHash) this.refuse(index, 'key-reused', 'key')
    else this.known(index, file.reference)
  }

  private opened(index: number, reference: string | null): void {
    Object.assign(this.at(index), { outcome: 'opened', reference })
  }

  private known(index: number, reference: string | null): void {
    Object.assign(this.at(index), { outcome: 'known', reference })
  }

  private refuse(index: number, code: ErrorCode, field: string | null): void {
    Object.assign(this.at(index), { outcome: 'refused', refusal: { code, field } })
  }

  private at(index: number): ImportOutcome {
    return this.results[index] as ImportOutcome
  }
}

/**
 * What goes back of a file, claim by claim. It is known by the invoice and not by the file's key, which changes with each line of a
 * list: an invoice that is refused again is refused for other reasons, and is not two.
 */
function sentBack(creditorId: string, debtor: string, claims: readonly NewClaim[], { refusals, duplicates }: ImportOutcome): Refused[] {
  const left = claims.filter(({ reference }) => !duplicates.includes(reference))
  return left.flatMap(({ reference }) => {
    const own = refusals.filter(({ claim }) => claim === null || claim === reference)
    return own.length > 0 ? [{ creditorId, key: `line:${creditorId}:${reference}`, claims: [reference], debtor, refusals: own }] : []
  })
}

/** Parts that are written in one transaction each. */
function inParts(candidates: readonly Candidate[]): Candidate[][] {
  const parts: Candidate[][] = []
  let claims = 0
  for (const candidate of candidates) {
    claims += candidate.prepared.input.claims.length
    const part = parts.at(-1)
    if (part && part.length < MOST_FILES && claims <= MOST_CLAIMS) part.push(candidate)
    else {
      parts.push([candidate])
      claims = candidate.prepared.input.claims.length
    }
  }
  return parts
}
