import fc from 'fast-check'

/** What has once broken somebody's server, and what stands for each kind of attack. `zq` is looked for in pages. */
const NASTY = [
  '',
  ' ',
  '\0',
  '%00',
  '%',
  '%E0%A4%A',
  '%2e%2e%2f',
  '../../etc/passwd',
  '//evil.example',
  '/\\evil.example',
  'https://evil.example',
  'javascript:alert(1)',
  'data:text/html,<zq>',
  '<zq>',
  '"><zq onload=alert(1)>',
  "'-alert(1)-'",
  "' OR 1=1--",
  '$1',
  '{{7*7}}',
  '__proto__',
  'constructor',
  'toString',
  'null',
  'undefined',
  'NaN',
  '-1',
  '0',
  '1e999',
  '9'.repeat(400),
  'a'.repeat(3_000),
  '\r\nSet-Cookie: evil=1',
  '\u202e',
  '\ufeff',
  '\ud800',
  '\u{1f600}',
  'İı',
  '[object Object]',
  '$ACTION_ID_',
  '$@0',
  '$F1',
  '00000000-0000-0000-0000-000000000000',
  'ffffffff-ffff-ffff-ffff-fffffffffffg',
] as const

/** Any text, and often one that is known to hurt. */
export const text: fc.Arbitrary<string> = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom(...NASTY) },
  { weight: 2, arbitrary: fc.string({ maxLength: 40 }) },
  { weight: 2, arbitrary: fc.string({ unit: 'binary', maxLength: 40 }) },
  { weight: 1, arbitrary: fc.uuid() },
  {
    weight: 1,
    arbitrary: fc.tuple(fc.constantFrom(...NASTY), fc.string({ maxLength: 9 })).map((two) => two.join('')),
  },
)

/** One of these, or any text. */
export const oneOf = (...values: string[]): fc.Arbitrary<string> =>
  fc.oneof({ weight: 3, arbitrary: fc.constantFrom(...values) }, { weight: 1, arbitrary: text })

/** Names with values, in any order, some twice. */
export const pairs = (names: fc.Arbitrary<string>, values = text): fc.Arbitrary<[string, string][]> =>
  fc.array(fc.tuple(names, values), { maxLength: 8 })

/** As browsers write them, or as nobody should. */
export const query = (names: fc.Arbitrary<string>, values = text): fc.Arbitrary<string> =>
  fc
    .tuple(pairs(names, values), fc.boolean())
    .map(([found, raw]) =>
      raw ? found.map(([name, value]) => `${name}=${value}`).join('&') : String(new URLSearchParams(found)),
    )

/** What Node sends as a path: anything else is encoded. */
export const sendable = (path: string): string => path.replaceAll(/[^\x21-\xff]/gu, (sign) => encode(sign))

function encode(sign: string): string {
  return encodeURIComponent(sign.toWellFormed())
}

/** What may stand in a header. */
const headerValue = text.map((value) => value.replaceAll(/[^\t\x20-\x7e\x80-\xff]/gu, '').trim())

const HEADERS = [
  'accept',
  'accept-encoding',
  'accept-language',
  'content-security-policy',
  'forwarded',
  'if-match',
  'if-modified-since',
  'if-none-match',
  'if-range',
  'if-unmodified-since',
  'next-router-prefetch',
  'next-router-state-tree',
  'next-url',
  'origin',
  'range',
  'referer',
  'rsc',
  'sec-fetch-dest',
  'sec-fetch-mode',
  'sec-fetch-site',
  'user-agent',
  'x-forwarded-for',
  'x-forwarded-host',
  'x-forwarded-proto',
  'x-http-method-override',
  'x-middleware-subrequest',
  'x-nonce',
  'x-request-id',
]

const LONG_AGO = 'Thu, 01 Jan 1970 00:00:00 GMT'

export const headers: fc.Arbitrary<Record<string, string>> = fc
  .array(
    fc.tuple(
      fc.constantFrom(...HEADERS),
      fc.oneof(
        headerValue,
        fc.constantFrom('1', 'same-origin', 'cross-site', 'document', 'navigate', 'de', 'ar'),
        fc.constantFrom(
          'bytes=0-9',
          'bytes=5-2',
          'bytes=9000000-',
          'bytes=0-1,4-5',
          '*',
          '"x"',
          'br',
          LONG_AGO,
        ),
      ),
    ),
    { maxLength: 4 },
  )
  .map((found) => Object.fromEntries(found))

/** Cookies, as a header: with names of ours, with names that begin like ours, and with anything. */
export const cookies = (...names: string[]): fc.Arbitrary<string> =>
  fc
    .array(fc.tuple(oneOf(...names), text), { maxLength: 12 })
    .map((found) => found.map(([name, value]) => `${name}=${value}`).join('; '))
    .map((line) => line.replaceAll(/[^\t\x20-\x7e\x80-\xff]/gu, '').slice(0, 8_000))

/** Any JSON, with names of these at its top. */
export const jsonOf = (...names: string[]): fc.Arbitrary<string> =>
  fc.oneof(
    fc.json(),
    fc
      .dictionary(fc.constantFrom(...names, '__proto__', 'constructor'), fc.oneof(text, fc.jsonValue()))
      .map(write),
    fc.json().map((whole) => whole.slice(0, whole.length / 2)),
    text,
  )

function write(value: unknown): string {
  return JSON.stringify(value)
}
