import { DomainError } from '../domain/errors.js'

/** One page of a list: where to begin, and how many entries at most. */
export interface Page {
  cursor?: string | undefined
  limit: number
}

/** Where a page ends, in a form that clients hand back as it is. */
export const cursorOf = (...position: string[]): string => Buffer.from(JSON.stringify(position)).toString('base64url')

/**
 * What a cursor says: an instant by which the list is ordered, and texts that tell entries of one instant apart.
 * @throws DomainError request-invalid for one that no list has given
 */
export function readCursor(cursor: string, parts: number): [Date, ...string[]] {
  const position = parsed(cursor)
  const isWhole = Array.isArray(position) && position.length === parts && position.every((part) => typeof part === 'string')
  const [at, ...rest] = isWhole ? (position as string[]) : []
  const instant = new Date(at ?? Number.NaN)
  if (Number.isNaN(instant.getTime()) || rest.some((part) => part.includes('\0'))) throw new DomainError('request-invalid', 'cursor')
  return [instant, ...rest]
}

const ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

/**
 * The id at which a list ends that is read in the order of ids, which is the order in which rows were written.
 * @throws DomainError request-invalid for a cursor that no list has given
 */
export function idOfCursor(cursor: string): string {
  const [, id = ''] = readCursor(cursor, 2)
  if (!ID.test(id)) throw new DomainError('request-invalid', 'cursor')
  return id
}

function parsed(cursor: string): unknown {
  try {
    return JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'))
  } catch {
    return null
  }
}
