import { createHash } from 'node:crypto'
import { expect, test } from '@playwright/test'
import { newKeyEntry } from '#lib/key-ring'
import { scrub } from '#lib/scrub'

/** The same at every run, and as random as SHA-512 makes it. */
const digest = (seed: string) => createHash('sha512').update(seed).digest()
const random = (bytes = 32, seed = 'one') => digest(seed).subarray(0, bytes).toString('base64url')

const secrets: [what: string, text: string, secret: string][] = [
  ['an access token of Google', 'sent ya29.a0AfH6SMBx3-secret_part to Drive', 'a0AfH6SMBx3-secret_part'],
  ['a refresh token of Google', 'old token 1//0gLongSecretPart-x', '0gLongSecretPart-x'],
  ['an authorization code', 'code 4/0AX4XfWh-secret-code', 'AX4XfWh-secret-code'],
  ['a JWT', `id_token ${jwt()}`, jwt()],
  ['a JWT that is part of a word', `id_token_${jwt()}`, jwt()],
  ['a JWT whose header begins with a space', `id_token ${jwt('{ ')}`, jwt('{ ')],
  ['a JWT whose header begins with a new line', `id_token ${jwt('{\n')}`, jwt('{\n')],
  ['a JWT whose header begins with a carriage return', `id_token ${jwt('{\r\n')}`, jwt('{\r\n')],
  ['a JWT whose header begins with a tab', `id_token ${jwt('{\t')}`, jwt('{\t')],
  ['a JWE', `${jwt()}.abc.def`, 'abc.def'],
  ['a JWE without an encrypted key', 'eyJhbGciOiJkaXIifQ..iv0.text.tag0', 'text.tag0'],
  ['a Bearer header', 'authorization: Bearer short-one-12', 'short-one-12'],
  ['a Bearer header in small letters', 'authorization: bearer short-one-12', 'short-one-12'],
  ['a Basic header', 'authorization: Basic dXNlcjpwYXNzd29yZA==', 'dXNlcjpwYXNzd29yZA'],
  ['a code in an address', 'GET /api/auth/callback/google?state=s1&code=c0de&scope=x', 'c0de'],
  ['a state in an address', 'GET /callback?state=5tate&scope=x', '5tate'],
  ['a code that comes first in a form', 'body code=c0de&grant_type=authorization_code', 'c0de'],
  ['a refresh token that comes first in a form', 'refresh_token=M.C5_*x!&client_id=y', 'M.C5_'],
  ['a token in JSON', '{"access_token":"EwB4/+short=="}', 'EwB4'],
  ['a token in a text of JSON', JSON.stringify({ msg: '{"refresh_token": "M.C5_*x!"}' }), 'M.C5_'],
  ['a token in what Node prints', "{ refresh_token: 'M.C5_*x!' }", 'M.C5_'],
  ['a client secret in JSON', '{"client_secret":"hunter2"}', 'hunter2'],
  ['a token of GitHub', 'gho_16C7e42F292c6912E7710c838347Ae178B4a', '16C7e42F292c6912E7710c'],
  ['a cookie of ours', 'cookie: __Host-latchkey-session=abc; theme=dark', 'session=abc'],
  ['a cookie of ours on localhost', 'cookie: latchkey-3000-session=abc; theme=dark', 'session=abc'],
  ['the password of a database', 'postgresql://app:hunter2@db.example/app', 'hunter2'],
  ['the password of a database without a user', 'postgresql://:hunter2@db.example/app', 'hunter2'],
  ['the password of a database as a parameter', 'postgresql://db/app?user=a&password=hunter2', 'hunter2'],
  ['the password of a proxy', 'connect to http://me:hunter2@proxy.example:3128', 'hunter2'],
  ['an e-mail address in an address', '/o/oauth2/v2/auth?login_hint=ada.lovelace%40gmail.example&x=1', 'ada'],
  ['an e-mail address in another script', 'no account for žofie.ďurišová@pošta.example', 'ofie'],
  ['an e-mail address', 'no account for ada.lovelace+x@gmail.example', 'ada.lovelace'],
]

for (const [what, text, secret] of secrets) {
  test(`${what} does not get through`, { tag: '@R111' }, () => {
    expect(scrub(text)).not.toContain(secret)
  })
}

test('a session token, a PKCE verifier and a key do not get through, wherever they stand', {
  tag: '@R111',
}, () => {
  for (const secret of [random(), random(48), newKeyEntry().split(':')[1] ?? '']) {
    for (const text of around(secret)) expect(scrub(text)).not.toContain(secret)
  }
})

const SMALL = 'abcdefghijklmnopqrstuvwxyz'
const CAPITALS = SMALL.toUpperCase()
const DIGITS = '0123456789'

/** What a random token may happen to be made of. Small letters with signs are left out: names are written so. */
const alphabets = [
  SMALL,
  SMALL + DIGITS,
  CAPITALS,
  CAPITALS + DIGITS,
  `${CAPITALS}-_`,
  `${CAPITALS + DIGITS}-_`,
  SMALL + CAPITALS,
  SMALL + CAPITALS + DIGITS,
  `${SMALL + CAPITALS}-_`,
  `${SMALL + CAPITALS + DIGITS}-_`,
]

for (const alphabet of alphabets) {
  test(`a token that has none but ${alphabet} does not get through`, { tag: '@R111' }, () => {
    for (let length = 40; length <= 64; length += 1) {
      const bytes = [...digest(alphabet + length)].slice(0, length)
      const secret = bytes.map((byte) => alphabet[byte % alphabet.length]).join('')
      expect(scrub(`at ${secret}, later`)).toBe('at [redacted], later')
    }
  })
}

test('none of ten thousand tokens gets through, in base64url, in hexadecimal and as a JWT', {
  tag: '@R111',
}, () => {
  const through: string[] = []
  for (let seed = 0; seed < 10_000; seed += 1) {
    const bytes = digest(String(seed)).subarray(0, 32)
    const secret = bytes.toString('base64url')
    const texts = [...around(secret), bytes.toString('hex'), jwt('{', secret)]
    const ends = [secret.slice(-20), bytes.toString('hex').slice(-20)]
    through.push(...texts.filter((text) => ends.some((end) => scrub(text).includes(end))))
  }
  expect(through).toEqual([])
})

test('a secret of the environment does not get through, whatever it looks like', { tag: '@R111' }, () => {
  expect(scrub('failed with hunter2hunter2 today', ['hunter2hunter2'])).toBe('failed with [redacted] today')
})

test('what finds a fault stays: times, ids of requests and sessions, paths and stacks', () => {
  const line = JSON.stringify({
    level: 'error',
    time: '2026-11-24T01:38:00.000Z',
    requestId: random(16),
    sessionId: '7c1f7f2a-6f0a-4c39-9d0d-3f4b0a5a2f10',
    stack:
      'at Object.open (/srv/app/node_modules/next/dist/compiled/next-server/app-page-turbo.runtime.prod.js:2:7)',
    chunk:
      'at f (/srv/app/.next/server/chunks/ssr/node_modules_next_dist_esm_build_templates_app-page_ts_0f5e1a2b._.js:1:2)',
    constraint: 'duplicate key value violates unique constraint "accounts_provider_provider_account_id_key"',
    migration: '20261124020751_sign_in_attempts_in_the_database',
    refusal: '{"error":"invalid_grant","error_description":"Bad Request"}',
    fields: '{"token_type":"Bearer","state":"ready","code":"ECONNREFUSED","refresh_token":null}',
    address: 'connect ECONNREFUSED 127.0.0.1:5432 at postgresql://db.example:5432/app',
    route: '/api/auth/[...nextauth]',
  })
  expect(scrub(line)).toBe(line)
})

test('a long line takes no longer than its length, whatever a stranger has put into it', () => {
  const units = [
    'A1b_',
    'abc_',
    '%2Fabc',
    'a.b.c.',
    'a@',
    'eyJaaaaaaaa.',
    'code=a',
    'a_token',
    'http://a:',
    'a+.-',
    ' ',
  ]
  /** Milliseconds of the processor, which a busy machine does not change. */
  const cost = (line: string) => {
    const rounds = Array.from({ length: 5 }, () => {
      const start = process.cpuUsage()
      scrub(line)
      return process.cpuUsage(start).user / 1_000
    })
    return Math.min(...rounds)
  }
  for (const unit of units) {
    // Eight times as long; where every place looked at every other one, it would take sixty-four times.
    expect(cost(unit.repeat(8_000)), unit).toBeLessThan(cost(unit.repeat(1_000)) * 30 + 50)
  }
})

test('a scrubbed line is still the JSON that it was', () => {
  const line = JSON.stringify({ msg: `token ${random()} of "ya29.${random()}"`, url: `/x?code=${random()}` })
  expect(Object.keys(JSON.parse(scrub(line)))).toEqual(['msg', 'url'])
})

/** Where a secret may stand: alone, between quotes, in a sentence, behind a name, in a path, within a text of JSON. */
function around(secret: string): string[] {
  return [
    secret,
    `"${secret}"`,
    `at ${secret}, later`,
    `x=${secret}`,
    `/a/${secret}/b`,
    `\\"${secret}\\"`,
    `a_${secret}`,
  ]
}

/** @param begin what the JSON of the header begins with, which may have white space (RFC 8259, section 2) */
function jwt(begin = '{', signature = 'c2lnbmF0dXJl'): string {
  const part = (text: string) => Buffer.from(text).toString('base64url')
  return `${part(`${begin}"alg":"RS256","typ":"JWT"}`)}.${part('{"sub":"1"}')}.${signature}`
}
