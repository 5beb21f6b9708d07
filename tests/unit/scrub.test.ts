import { randomBytes } from 'node:crypto'
import { expect, test } from '@playwright/test'
import { newKeyEntry } from '#lib/key-ring'
import { scrub } from '#lib/scrub'

const random = (bytes = 32) => randomBytes(bytes).toString('base64url')

const secrets: [what: string, text: string, secret: string][] = [
  ['an access token of Google', 'sent ya29.a0AfH6SMBx3-secret_part to Drive', 'a0AfH6SMBx3-secret_part'],
  ['a refresh token of Google', 'old token 1//0gLongSecretPart-x', '0gLongSecretPart-x'],
  ['an authorization code', 'code 4/0AX4XfWh-secret-code', 'AX4XfWh-secret-code'],
  ['a JWT', `id_token ${jwt()}`, jwt()],
  ['a JWE', `${jwt()}.abc.def`, 'abc.def'],
  ['a Bearer header', 'authorization: Bearer short-one-12', 'short-one-12'],
  ['a Basic header', 'authorization: Basic dXNlcjpwYXNzd29yZA==', 'dXNlcjpwYXNzd29yZA'],
  ['a code in an address', 'GET /api/auth/callback/google?state=s1&code=c0de&scope=x', 'c0de'],
  ['a state in an address', 'GET /callback?state=5tate&scope=x', '5tate'],
  ['a cookie of ours', 'cookie: __Host-latchkey-session=abc; theme=dark', 'session=abc'],
  ['a cookie of ours on localhost', 'cookie: latchkey-3000-session=abc; theme=dark', 'session=abc'],
  ['the password of a database', 'postgresql://app:hunter2@db.example/app', 'hunter2'],
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
    for (const text of [secret, `"${secret}"`, `at ${secret}, later`, `x=${secret}`]) {
      expect(scrub(text)).not.toContain(secret)
    }
  }
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
    route: '/api/auth/[...nextauth]',
  })
  expect(scrub(line)).toBe(line)
})

test('a scrubbed line is still the JSON that it was', () => {
  const line = JSON.stringify({ msg: `token ${random()} of "ya29.${random()}"`, url: `/x?code=${random()}` })
  expect(Object.keys(JSON.parse(scrub(line)))).toEqual(['msg', 'url'])
})

function jwt(): string {
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url')
  return `${part({ alg: 'RS256', typ: 'JWT' })}.${part({ sub: '1' })}.c2lnbmF0dXJl`
}
