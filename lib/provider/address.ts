import 'server-only'
import { z } from 'zod'

const MAX_EMAIL = 254

/** One ASCII `@`, no space, control, comma, quote or bracket: what may stand in a header or a page. */
const EMAIL = /^[^\s\p{C}<>"',;:()[\]\\@]+@[^\s\p{C}<>"',;:()[\]\\@]+$/u

/** Signs that become `@` under compatibility normalisation: an address must not change its meaning. */
const AT_LOOKALIKES = /[\uFE6B\uFF20]/u

/** An e-mail address of a provider. It is taken as it is, never mended. */
export const addressShape = z
  .string()
  .max(MAX_EMAIL)
  .regex(EMAIL)
  .refine((email) => !AT_LOOKALIKES.test(email))

/** The same where it is contact data and nothing else: null for what is none. */
export function readAddress(value: unknown): string | null {
  return addressShape.safeParse(value).data?.normalize('NFC') ?? null
}
