import 'server-only'
import { createHash } from 'node:crypto'
import { CompactEncrypt, type CompactJWEHeaderParameters, compactDecrypt } from 'jose'
import { AppError } from '#lib/errors'
import type { KeyRing, TokenKey } from '#lib/key-ring'

/** Where a token is stored. It opens there and nowhere else. */
export type Place = { row: string; column: 'access_token' | 'refresh_token' | 'revocation' | 'mail' }

/** A token as the database keeps it, and the id of the key that sealed it. */
export type Sealed = { text: string; key: string }

const ALGORITHMS = { keyManagementAlgorithms: ['dir'], contentEncryptionAlgorithms: ['A256GCM'] }

/**
 * Encrypts a token under the first key as a compact JWE (RFC 7516; `dir` and A256GCM, RFC 7518, sections 4.5 and
 * 5.3). The protected header, which the ciphertext authenticates, names the key and the place.
 */
export async function sealToken(ring: KeyRing, place: Place, token: string): Promise<Sealed> {
  const [key] = ring
  const text = await new CompactEncrypt(new TextEncoder().encode(token))
    .setProtectedHeader({ alg: 'dir', enc: 'A256GCM', kid: key.id, place: nameOf(place) })
    .encrypt(await importKey(key))
  return { text, key: key.id }
}

/**
 * Decrypts what `sealToken` made for this very place, under any key of the ring. One whose key is missing,
 * or that was changed or moved, is `token_unreadable`.
 */
export async function openToken(ring: KeyRing, place: Place, sealed: string): Promise<string> {
  try {
    const { plaintext, protectedHeader } = await compactDecrypt(sealed, (header) => findKey(ring, header), {
      ...ALGORITHMS,
    })
    if (protectedHeader.place !== nameOf(place)) throw new Error('it was sealed for another row or column')
    return new TextDecoder().decode(plaintext)
  } catch (cause) {
    throw new AppError('token_unreadable', { cause })
  }
}

/** Finds a refresh token that is only stored sealed, as Google's security events name it (Cross-Account Protection). */
export function digestToken(token: string): string {
  const once = createHash('sha512').update(token).digest()
  return createHash('sha512').update(once).digest('base64')
}

/** Characters of a token by which such an event may name it instead. */
export const PREFIX_LENGTH = 16

/** The same by its first characters: what stands in the database tells nobody which those are. */
export function hashPrefix(token: string): string {
  return createHash('sha256').update(token.slice(0, PREFIX_LENGTH)).digest('base64url')
}

/** Keys as the cryptography of the process has them, made once: that takes as long as what is done with them. */
const imported = new WeakMap<TokenKey, Promise<CryptoKey>>()

function importKey(key: TokenKey): Promise<CryptoKey> {
  const made =
    imported.get(key) ??
    crypto.subtle.importKey('raw', key.bytes.slice(), 'AES-GCM', false, ['encrypt', 'decrypt'])
  imported.set(key, made)
  return made
}

function findKey(ring: KeyRing, { kid }: CompactJWEHeaderParameters): Promise<CryptoKey> {
  const key = ring.find(({ id }) => id === kid)
  if (!key) throw new Error(`TOKEN_ENCRYPTION_KEYS lacks the key ${String(kid).slice(0, 40)}`)
  return importKey(key)
}

function nameOf({ row, column }: Place): string {
  return `${row}/${column}`
}
