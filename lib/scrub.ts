import { brand } from '#lib/brand'

const GONE = '[redacted]'

/** A run as long as our tokens (256 bits in base64url), of letters in both cases and digits, is taken for a secret. */
const RANDOM = /(?<![\w-])(?=[\w-]*[A-Z])(?=[\w-]*[a-z])(?=[\w-]*\d)[\w-]{43,}/g

const OUR_COOKIE = new RegExp(String.raw`((?:__Host-)?${brand.cookiePrefix}[a-z\d][\w-]*=)[^;\s"\\]+`, 'g')

/** What gives itself away by its form. Each keeps what says which kind of thing was there. */
const SHAPES: [RegExp, string][] = [
  [/\beyJ[\w-]{8,}(\.[\w-]*){1,4}/g, GONE],
  [/\b(?:ya29\.|1\/\/|4\/0)[\w.-]{8,}/g, GONE],
  [/([?&](?:code|state|nonce|token|\w+_token|code_verifier|client_secret)=)[^&\s"'\\]+/gi, `$1${GONE}`],
  [/\b(Bearer|Basic)\s+[\w.~+/-]{8,}=*/g, `$1 ${GONE}`],
  [OUR_COOKIE, `$1${GONE}`],
  [/(postgres(?:ql)?:\/\/[^:\s/@]+:)[^@\s]+@/gi, `$1${GONE}@`],
  [RANDOM, GONE],
  [/[\w.+-]+@[\w-]+(?:\.[\w-]+)+/g, '[address]'],
]

/** Shorter ones are words that occur everywhere. */
const SHORTEST_SECRET = 8

/**
 * Text for a log, without what must not be in one: the secrets given by value, and tokens, codes, cookies, verifiers,
 * passwords in addresses and e-mail addresses by their form, wherever a library has put them.
 */
export function scrub(text: string, secrets: readonly string[] = []): string {
  const named = secrets.filter(({ length }) => length >= SHORTEST_SECRET)
  const without = named.reduce((rest, secret) => rest.replaceAll(secret, GONE), text)
  return SHAPES.reduce((rest, [shape, replacement]) => rest.replace(shape, replacement), without)
}
