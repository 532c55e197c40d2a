import { randomUUID } from 'node:crypto'
import type { TestStack } from '../support/stack.js'

const day = (text: string) => new Date(`${text}T00:00:00Z`)

/** Writes down, as rows alone, that much is under way on a file: what its screens show then, not how it came to be. */
export async function tellOfEverything({ db, tenantId }: TestStack, fileId: string): Promise<void> {
  const of = { tenantId, fileId }
  const { debtorId } = await db.debtFile.findUniqueOrThrow({ where: { id: fileId } })
  const [claim] = await db.claim.findMany({ where: { files: { some: { fileId } } }, orderBy: { reference: 'desc' } })
  await db.dispute.create({
    data: {
      ...of,
      id: randomUUID(),
      claimId: claim?.id ?? '',
      reason: 'not-delivered',
      contestedCents: 50_00n,
      words: 'Deux articles manquaient.',
      origin: 'page',
      receivedOn: day('2026-01-18'),
      answerBy: day('2026-02-17'),
    },
  })
  const planId = randomUUID()
  await db.paymentPlan.create({
    data: {
      ...of,
      id: planId,
      proposedBy: 'debtor',
      state: 'active',
      method: 'by-debtor',
      currency: 'EUR',
      totalCents: 1_800_00n,
      graceDays: 5,
      cureDays: 15,
      remindDays: 5,
      proposedOn: day('2026-01-18'),
      answerBy: day('2026-01-25'),
      activeOn: day('2026-01-20'),
      actor: 'debtor',
      instalments: {
        create: ['2026-02-05', '2026-03-05', '2026-04-05'].map((dueOn, index) => ({
          revision: 1,
          number: index + 1,
          dueOn: day(dueOn),
          amountCents: 600_00n,
        })),
      },
    },
  })
  const message = { tenantId, fileId, partyId: debtorId, provider: 'page', channel: 'page', nature: 'message' }
  const words = 'Bonjour,\nje viens de recevoir votre lettre. Puis-je payer en trois fois ?'
  await db.inboundMessage.create({
    data: { ...message, messageId: randomUUID(), text: words, receivedAt: new Date('2026-01-17T10:12:00Z') },
  })
}
