import 'server-only'
import { z } from 'zod'

/**
 * Where one is in a list whose provider names only the page after each: the token of this page (none: the first), and those
 * of the pages on the way to it, the first left out. All of it stands in the address, so that there is a way back without a
 * script, and from a link that somebody kept.
 */
export type Place = { page: string; earlier: readonly string[] }

export const FIRST_PLACE: Place = { page: '', earlier: [] }

/** An address is kept well below the 8,000 characters that every server and proxy takes (RFC 9110, section 4.1). */
const LONGEST_WAY = 4_000

/** In place of what was left out of a way that became too long: from there it leads to the first page alone. */
const CUT = '*'

/**
 * The place that a query names, by its values of `page`. What cannot be one is the first page.
 *
 * @param longest of a token, in characters
 */
export function placeShape(longest: number) {
  const token = z.string().min(1).max(longest)
  return z
    .union([token.transform((one) => [one]), z.array(token).max(LONGEST_WAY)])
    .catch([])
    .transform((all): Place => ({ page: all.at(-1) ?? '', earlier: all.slice(0, -1) }))
}

/** The values of `page` that name a place. */
export function writePlace({ page, earlier }: Place): string[] {
  return page === '' ? [] : [...earlier, page]
}

/** The place after this one, whose token the provider has named. */
export function placeAfter(place: Place, token: string): Place {
  const way = writePlace(place)
  const isTooLong = () => [...way, token].join('').length > LONGEST_WAY
  if (!isTooLong()) return { page: token, earlier: way }
  while (way.length > 0 && isTooLong()) way.shift()
  return { page: token, earlier: [CUT, ...way] }
}

/** The place before this one; null on the first page, and where only the way to that is left. */
export function placeBefore({ page, earlier }: Place): Place | null {
  const before = earlier.at(-1)
  if (page === '' || before === CUT) return null
  return before === undefined ? FIRST_PLACE : { page: before, earlier: earlier.slice(0, -1) }
}
