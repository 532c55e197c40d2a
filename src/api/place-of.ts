import type { PostalAddress } from '../providers/post/port.js'

/** Postcode, town and country of an address as rows have it, for a letter. */
export function placeOf(
  place: { postcode: string | null; city: string | null; country: string | null } | null,
): Omit<PostalAddress, 'lines'> {
  return { postcode: place?.postcode ?? '', city: place?.city ?? '', country: place?.country ?? 'FR' }
}
