import { randomBytes } from 'node:crypto'

const KEY_BYTES = 32
const ENTRY = /^([\w.-]{1,40}):([\w-]{43})$/

/** A key for tokens at rest: 256 bits, and the id that stands in what it sealed. */
export type TokenKey = { readonly id: string; readonly bytes: Uint8Array }

/** The first key seals; every one opens. */
export type KeyRing = readonly [TokenKey, ...TokenKey[]]

/**
 * Reads `id:base64url(32 bytes)`, several by comma.
 *
 * @throws Error in words for an operator, without any part of a key
 */
export function parseKeyRing(text: string): KeyRing {
  const [first, ...rest] = text.split(',').map(parseKey)
  if (!first) throw new Error('holds no key')
  const ids = [first, ...rest].map(({ id }) => id)
  if (new Set(ids).size < ids.length) throw new Error('names two keys by the same id')
  return [first, ...rest]
}

/** A new entry for TOKEN_ENCRYPTION_KEYS, named after the day it was made on. */
export function newKeyEntry(now = new Date()): string {
  const suffix = randomBytes(2).toString('hex')
  return `${now.toISOString().slice(0, 10)}-${suffix}:${randomBytes(KEY_BYTES).toString('base64url')}`
}

function parseKey(entry: string): TokenKey {
  const [, id, secret] = ENTRY.exec(entry.trim()) ?? []
  const bytes = Buffer.from(secret ?? '', 'base64url')
  if (!id || bytes.byteLength !== KEY_BYTES) {
    throw new Error('must be id:key, the key 32 random bytes in base64url; "npm run keys:new" makes one')
  }
  return { id, bytes: new Uint8Array(bytes) }
}
