import type { OpenFileInput } from '../contracts/debt-file.js'
import type { Field } from './fields.js'
import type { LineReader } from './line-reader.js'
import { present } from './present.js'
import { actOf, disputeOf, documentOf, proofOf, yesOrNo } from './words.js'

type Claim = OpenFileInput['claims'][number]

/** What had happened to a claim before, and what came with it; fields that say nothing are not there. */
export function readHistory(
  reader: LineReader,
): Pick<Claim, 'notices' | 'acts' | 'documents' | 'disputed' | 'disputeReason' | 'notADuplicateOf'> {
  const act = readAct(reader)
  const documents = readDocuments(reader)
  const others = reader.parts('claim.notADuplicateOf')
  return {
    notices: readNotices(reader),
    ...(act && { acts: [act] }),
    ...(documents.length > 0 && { documents }),
    ...readDispute(reader),
    ...(others.length > 0 && { notADuplicateOf: others }),
  }
}

function readNotices(reader: LineReader): NonNullable<Claim['notices']> {
  const opening = reader.day('claim.openingLetterOn')
  const on = reader.day('claim.formalNoticeOn')
  const receipt = present({
    reference: reader.text('claim.formalNoticeReference'),
    proof: reader.word('claim.formalNoticeProof', proofOf),
    proofSha256: reader.fingerprint('claim.formalNoticeSha256'),
  })
  if (!on && Object.keys(receipt).length > 0 && !hasFault(reader, 'claim.formalNoticeOn'))
    reader.fault('claim.formalNoticeOn', 'is missing: a receipt bears the day of service')
  return [
    ...(opening ? [{ kind: 'opening' as const, on: opening }] : []),
    ...(on ? [{ kind: 'formal-notice' as const, on, ...receipt }] : []),
  ]
}

/** One act a line: of several that interrupted, the last is what counts. */
function readAct(reader: LineReader): NonNullable<Claim['acts']>[number] | undefined {
  const act = reader.word('claim.act', actOf)
  const on = reader.day('claim.actOn')
  const until = reader.day('claim.actUntil')
  const reference = reader.text('claim.actReference')
  const proofSha256 = reader.fingerprint('claim.actSha256')
  if ([act, on, until, reference, proofSha256].every((part) => part === undefined)) return undefined
  const needed: [Field, unknown][] = [
    ['claim.act', act],
    ['claim.actOn', on],
    ['claim.actReference', reference],
  ]
  const missing = needed.filter(([field, value]) => value === undefined && !hasFault(reader, field))
  for (const [field] of missing) reader.fault(field, 'is missing: an act has its kind, its day and its reference')
  return act && on && reference ? present({ act, on, until, reference, proofSha256 }) : undefined
}

/** Documents of a line: names, kinds and fingerprints in one order, with bars between them. */
function readDocuments(reader: LineReader): NonNullable<Claim['documents']> {
  const names = reader.parts('claim.documentName')
  const kinds = reader.parts('claim.documentKind').map(documentOf)
  const hashes = reader.parts('claim.documentSha256').map((hash) => hash.toLowerCase())
  if (names.length === kinds.length && names.length === hashes.length)
    return names.map((name, index) => ({ name, kind: kinds[index] as string, sha256: hashes[index] as string }))
  const counts = `${names.length} names, ${kinds.length} kinds and ${hashes.length} fingerprints`
  reader.fault('claim.documentName', `does not fit: there are ${counts}, and each document has all three`)
  return []
}

/** A reason says that there is a dispute, also in the column that asks whether there is one. */
function readDispute(reader: LineReader): Pick<Claim, 'disputed' | 'disputeReason'> {
  const told = reader.word('claim.disputed', (word) => yesOrNo(word) ?? disputeOf(word), 'is neither yes nor no, nor a reason')
  const reason = reader.word('claim.disputeReason', disputeOf) ?? (typeof told === 'string' ? told : undefined)
  if (told === false && reason !== undefined) reader.fault('claim.disputeReason', 'stands beside a claim that is not disputed')
  if (!told && reason === undefined) return {}
  return { disputed: true, ...(reason !== undefined && { disputeReason: reason }) }
}

const hasFault = ({ faults }: LineReader, field: Field): boolean => faults.some((fault) => fault.field === field)
