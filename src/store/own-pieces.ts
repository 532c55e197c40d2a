import { Prisma } from '../generated/prisma/client.js'

const { sql } = Prisma

/**
 * The pieces of a file as JSON: those that were added, and what the file itself has. That is the formal notice that was posted and, of a
 * registered one, the receipt of its outcome; the mandate, where it is signed and gives the power to sue, or nobody stands in for the
 * creditor; and the statement of account, which is made out with whatever is filed. A document of which only the fingerprint is here is
 * no piece: it shows that there is one, and the paper itself is asked for.
 */
export const piecesOfFile = (fileId: Prisma.Sql): Prisma.Sql => sql`
  (SELECT json_agg(json_build_object('id', w.id, 'kind', w.kind, 'claimId', w.claim_id) ORDER BY w.id, w.claim_id) FROM (
     SELECT i.id::text, i.kind, i.claim_id FROM case_piece i WHERE i.file_id = ${fileId} AND NOT i.withdrawn
     UNION ALL
     SELECT 'contact:' || k.id, 'formal-notice', kc.claim_id FROM contact k JOIN contact_claim kc ON kc.contact_id = k.id
      WHERE k.file_id = ${fileId} AND ${isServedNotice} AND k.posted_on IS NOT NULL
     UNION ALL
     SELECT 'receipt:' || k.id, 'formal-notice-receipt', kc.claim_id FROM contact k JOIN contact_claim kc ON kc.contact_id = k.id
      WHERE k.file_id = ${fileId} AND ${isServedNotice} AND k.registered AND k.delivery IN ('delivered', 'refused', 'unclaimed')
     UNION ALL
     SELECT coalesce('mandate:' || m.id, 'own-claims'), 'power-of-attorney', NULL FROM debt_file g LEFT JOIN mandate m ON m.id = g.mandate_id
      WHERE g.id = ${fileId} AND (m.id IS NULL OR m.signed_on IS NOT NULL AND (m.scope = 'judicial' OR 'sue' = ANY(m.special_powers)))
     UNION ALL
     SELECT 'made:statement-of-account', 'statement-of-account', NULL) w)`

/** What its addressee never had is no notice. */
const isServedNotice = sql`k.stage = 'formal-notice' AND k.channel = 'letter' AND k.state = 'sent'
  AND coalesce(k.delivery, '') NOT IN ('address-unknown', 'failed')`
