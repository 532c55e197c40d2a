import { randomUUID } from 'node:crypto'
import type { PieceKind } from '../../src/domain/judicial-law.js'
import { addPiece } from '../../src/store/case-piece.js'
import type { Life } from './life.js'
import type { TestStack } from './stack.js'

/** Adds a piece of the whole file, dated long ago, with some text as its paper. */
export function givePiece(stack: TestStack, life: Life, kind: PieceKind, datedOn = '2025-12-01'): Promise<string> {
  const act = { tenantId: stack.tenantId, fileId: life.id, actor: 'test', key: randomUUID(), now: new Date() }
  const paper = { name: `${kind}.txt`, bytes: new TextEncoder().encode(`paper: ${kind}`) as Uint8Array<ArrayBuffer> }
  return addPiece(stack.db, act, { kind, claim: null, title: kind, datedOn, paper, ground: null })
}

/** Gives a file what every procedure of an undisputed claim needs and the file does not have by itself. */
export async function completeCase(stack: TestStack, life: Life): Promise<void> {
  for (const kind of ['contract', 'invoice', 'formal-notice', 'formal-notice-receipt'] as const) await givePiece(stack, life, kind)
}
