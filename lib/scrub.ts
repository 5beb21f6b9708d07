import { brand } from '#lib/brand'

const GONE = '[redacted]'

/** Characters of base64url in one run, as long as the shortest token that has no other sign: 240 bits. */
const LONG_RUN = /[\w-]{40,}/g

/**
 * What else is as long: names of constraints, migrations and chunks, which are short words of lower-case letters and
 * short numbers. Of 256 random bits in base64url, one in ten million million looks like that.
 */
const LONG_NAME =
  /^[_-]*(?:[a-z]{1,20}|\d{1,14}|[\da-z]{1,8})(?:[_-]+(?:[a-z]{1,20}|\d{1,14}|[\da-z]{1,8}))*[_-]*$/

const OUR_COOKIE = new RegExp(String.raw`((?:__Host-)?${brand.cookiePrefix}[a-z\d][\w-]*=)[^;\s"\\]+`, 'g')

/** Names of fields whose value is a secret wherever they stand, and of those that are one in an address alone. */
const SECRET_FIELD = String.raw`\w+_token|code_verifier|client_secret|client_assertion|id_token_hint|password`
const SECRET_PARAMETER = `${SECRET_FIELD}|code|state|nonce|token`

/** What gives itself away by its form. Each keeps what says which kind of thing was there. */
const SHAPES: [RegExp, string | ((found: string) => string)][] = [
  // JSON in base64url begins so: `{"`, or `{` with white space after it.
  [/(?<![A-Za-z\d])(?:eyJ|eyA|ewo|ew0|ewk)[\w-]{8,}(\.[\w-]*){1,4}/g, GONE],
  [/\b(?:ya29\.|1\/\/|4\/0)[\w.-]{8,}/g, GONE],
  [new RegExp(String.raw`([?&](?:${SECRET_PARAMETER})=)[^&\s"'\\]+`, 'gi'), `$1${GONE}`],
  // The first of the parameters in the body of a form.
  [new RegExp(String.raw`(?<![\w-])((?:${SECRET_PARAMETER})=)[^&\s"'\\]+(?=&)`, 'gi'), `$1${GONE}`],
  // JSON, also within a text of JSON, and what Node prints of an object.
  [
    new RegExp(String.raw`((?<!\w)(?:${SECRET_FIELD})\\*["']?\s*[:=]\s*\\*["'])[^"'\\\s]+`, 'gi'),
    `$1${GONE}`,
  ],
  [/\b(Bearer|Basic)\s+[\w.~+/-]{8,}=*/gi, `$1 ${GONE}`],
  [OUR_COOKIE, `$1${GONE}`],
  [/(\b[a-z][a-z\d+.-]{1,20}:\/\/[^:\s/@]*:)[^@\s/]+@/gi, `$1${GONE}@`],
  [LONG_RUN, (run) => (LONG_NAME.test(run) ? run : GONE)],
  [/(?<![\p{L}\p{N}._+%-])[\p{L}\p{N}._+%-]+(?:@|%40)[\p{L}\p{N}_-]+(?:\.[\p{L}\p{N}_-]+)+/gu, '[address]'],
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
  return SHAPES.reduce(
    (rest, [shape, gone]) =>
      typeof gone === 'string' ? rest.replace(shape, gone) : rest.replace(shape, (found) => gone(found)),
    without,
  )
}
