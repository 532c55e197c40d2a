import { z } from 'zod'
import { day, text } from './fields.js'
import { PIECES } from './judicial-codes.js'

const LARGEST_PAPER = 14_000_000

export const PieceBody = z
  .strictObject({
    kind: z.enum(PIECES),
    /** Reference of its claim; left out for a piece of the whole file. */
    claim: text(100).nullable().default(null),
    title: text(200),
    /** Day of the piece itself. */
    datedOn: day,
    /** The paper, in base64; left out for an exemption. */
    document: z.strictObject({ name: text(200), base64: z.base64().max(LARGEST_PAPER) }).optional(),
    /** Of an `attempt-exemption`: why no attempt is needed. */
    ground: text(500).optional(),
  })
  .meta({
    id: 'NewCasePiece',
    example: {
      kind: 'contract',
      title: 'Bon de commande signé',
      datedOn: '2026-01-05',
      document: { name: 'order.pdf', base64: 'JVBERi0xLjcK' },
    },
  })

export const PieceView = z
  .object({
    id: z.uuid(),
    kind: z.string(),
    claim: z.string().nullable(),
    title: z.string(),
    datedOn: z.iso.date(),
    documentId: z.uuid().nullable(),
    ground: z.string().nullable(),
    actor: z.string(),
  })
  .meta({ id: 'CasePiece' })
export type PieceView = z.infer<typeof PieceView>

/** What was asked for and is not there yet. */
const AskedPiece = z.object({
  id: z.uuid(),
  proceedingId: z.uuid(),
  /** Kinds that would do. */
  anyOf: z.array(z.string()),
  claim: z.string().nullable(),
  askedOf: z.string(),
  askedOn: z.iso.date(),
})

/** In the order of their days. */
export const PieceList = z.object({ pieces: z.array(PieceView), asked: z.array(AskedPiece) }).meta({ id: 'CasePieceList' })
export type PieceList = z.infer<typeof PieceList>
