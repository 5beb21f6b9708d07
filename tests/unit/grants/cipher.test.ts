import { expect, test } from '@playwright/test'
import { CompactEncrypt } from 'jose'
import { digestToken, openToken, type Place, sealToken } from '#lib/grants/cipher'
import { type KeyRing, newKeyEntry, parseKeyRing } from '#lib/key-ring'

const ring = parseKeyRing(`new:${Buffer.alloc(32, 1).toString('base64url')}`)
const place: Place = { row: '5c6b9c2e-0000-4000-8000-000000000001', column: 'access_token' }
const secret = 'ya29.a token of somebody'
const unreadable = { code: 'token_unreadable' }

test('a token is sealed with A256GCM under the first key, another way each time, and opens again', {
  tag: '@R61',
}, async () => {
  const both: KeyRing = [...parseKeyRing(newKeyEntry()), ...ring]
  const sealed = await Promise.all(Array.from({ length: 50 }, () => sealToken(both, place, secret)))
  expect(new Set(sealed.map(({ text }) => text)).size).toBe(50)
  const vectors = sealed.map(({ text }) => text.split('.')[2])
  expect(new Set(vectors).size).toBe(50)
  for (const { text, key } of sealed) {
    expect(headerOf(text)).toEqual({
      alg: 'dir',
      enc: 'A256GCM',
      kid: key,
      place: `${place.row}/access_token`,
    })
    expect(key).toBe(both[0].id)
    expect(text).not.toContain(secret)
    expect(await openToken(both, place, text)).toBe(secret)
  }
})

const elsewhere: [title: string, place: Place][] = [
  ['another row', { ...place, row: '5c6b9c2e-0000-4000-8000-000000000002' }],
  ['another column', { ...place, column: 'refresh_token' }],
  ['an order to revoke', { ...place, column: 'revocation' }],
  ['a row whose name holds the other name', { ...place, row: `${place.row}/access_token` }],
]

for (const [title, other] of elsewhere) {
  test(`a token that was moved to ${title} does not open`, { tag: '@R61' }, async () => {
    const { text } = await sealToken(ring, place, secret)
    await expect(openToken(ring, other, text)).rejects.toMatchObject(unreadable)
  })
}

test('a token of which any byte was changed does not open', { tag: '@R61' }, async () => {
  const { text } = await sealToken(ring, place, secret)
  const parts = text.split('.')
  let changed = 0
  for (const [index, part] of parts.entries()) {
    const bytes = Buffer.from(part, 'base64url')
    for (const [at, byte] of bytes.entries()) {
      const spoilt = Buffer.from(bytes)
      spoilt[at] = byte ^ 1
      const spoiltText = parts.with(index, spoilt.toString('base64url')).join('.')
      await expect(openToken(ring, place, spoiltText), `part ${index}, byte ${at}`).rejects.toMatchObject(
        unreadable,
      )
      changed++
    }
  }
  expect(changed).toBeGreaterThan(150)
})

test('a token opens under any key of the ring, and one whose key is missing names that key', {
  tag: '@R62',
}, async () => {
  const old = parseKeyRing(newKeyEntry())
  const { text, key } = await sealToken(old, place, secret)
  expect(await openToken([...ring, ...old], place, text)).toBe(secret)
  const failure = await openToken(ring, place, text).catch((error: unknown) => error)
  expect(failure).toMatchObject({
    ...unreadable,
    cause: { message: `TOKEN_ENCRYPTION_KEYS lacks the key ${key}` },
  })
})

test('a key of the same name with other bytes opens nothing', { tag: '@R61' }, async () => {
  const { text } = await sealToken(ring, place, secret)
  const impostor: KeyRing = [{ id: 'new', bytes: new Uint8Array(32).fill(2) }]
  await expect(openToken(impostor, place, text)).rejects.toMatchObject(unreadable)
})

const headers: [title: string, header: Record<string, unknown>][] = [
  ['no algorithm', { alg: 'none' }],
  ['another algorithm', { alg: 'A256KW' }],
  ['a password with a billion rounds', { alg: 'PBES2-HS256+A128KW', p2c: 1_000_000_000, p2s: 'c2FsdA' }],
  ['another cipher', { enc: 'A128GCM' }],
  ['a cipher of another kind', { enc: 'A256CBC-HS512' }],
  ['compression', { zip: 'DEF' }],
  ['an extension that must be understood', { crit: ['exp'], exp: 1 }],
  ['a key of its own', { jwk: { kty: 'oct', k: 'AAAA' } }],
  ['a key at an address', { jku: 'https://evil.example/keys' }],
  ['no key', { kid: undefined }],
  ['an unknown key', { kid: 'other' }],
  ['a key that is not text', { kid: { toString: 'new' } }],
]

for (const [title, changes] of headers) {
  test(`a header that asks for ${title} is refused at once`, { tag: ['@R13', '@R61'] }, async () => {
    const { text } = await sealToken(ring, place, secret)
    const [, ...rest] = text.split('.')
    const header = Buffer.from(JSON.stringify({ ...headerOf(text), ...changes })).toString('base64url')
    const start = process.cpuUsage()
    await expect(openToken(ring, place, [header, ...rest].join('.'))).rejects.toMatchObject(unreadable)
    const { user, system } = process.cpuUsage(start)
    expect(user + system, 'microseconds of work').toBeLessThan(50_000)
  })
}

test('what our own key sealed for no place, or in another way, does not open', { tag: '@R61' }, async () => {
  const seal = (header: Record<string, unknown>) =>
    new CompactEncrypt(Buffer.from(secret))
      .setProtectedHeader({ alg: 'dir', enc: 'A256GCM', kid: 'new', ...header })
      .encrypt(ring[0].bytes)
  await expect(openToken(ring, place, await seal({}))).rejects.toMatchObject(unreadable)
  for (const junk of ['', 'a.b.c', '....', 'plain text', `${await seal({})}.more`]) {
    await expect(openToken(ring, place, junk)).rejects.toMatchObject(unreadable)
  }
})

test('a refresh token is found as Google names it: base64 of SHA-512 of SHA-512', () => {
  expect(digestToken('1//a-refresh-token')).toBe(
    '99JBztNlKC877kGntzBC9Rv7ObKokUVnzm9eV9IlDGnLTSykyce5XpxIf6YHdSxNgUMCl7+Hxdfyn01UUbmsZQ==',
  )
})

function headerOf(text: string): Record<string, unknown> {
  return JSON.parse(Buffer.from(text.split('.')[0] ?? '', 'base64url').toString())
}
