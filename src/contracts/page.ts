import { z } from 'zod'

const LARGEST_PAGE = 200
const USUAL_PAGE = 50

/** How lists are read: so many entries, after the ones that were read before. */
export const pageQuery = {
  /** `next` of the page before; without it a list is read from its beginning. */
  cursor: z.string().min(1).max(300).optional(),
  limit: z.coerce.number().int().min(1).max(LARGEST_PAGE).default(USUAL_PAGE),
}

/** Where the next page begins, or null after the last one. */
export const next = z.string().nullable()
