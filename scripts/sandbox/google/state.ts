import type { JWK } from 'jose'
import { z } from 'zod'
import { createSigningKeys, createTampering, newSigningKey } from './oauth/id-tokens.ts'
import { createRecords, type SavedRecords } from './oauth/records.ts'
import { createRiscState, type RiscSnapshot } from './risc/state.ts'

/**
 * What a test may change of Google’s rules. The limits of refresh tokens are those of
 * https://developers.google.com/identity/protocols/oauth2#expiration.
 */
export const settingsSchema = z.object({
  /** Lifetime of access tokens, in seconds. */
  accessTokenSeconds: z.int().positive(),
  /** Lifetime of authorization codes, in seconds. */
  codeSeconds: z.int().positive(),
  /** Time-based access, in seconds: refresh tokens end then. Null: they end after six months without use. */
  refreshTokenSeconds: z.int().positive().nullable(),
  /** Live refresh tokens per account and client; the oldest is dropped silently. */
  refreshTokenLimit: z.int().positive(),
  /** Publishing status "Testing": refresh tokens beyond sign-in scopes end after seven days. */
  testing: z.boolean(),
  /** Whether each use of a refresh token replaces it. Google does not; other providers do. */
  rotation: z.boolean(),
})

export type Settings = z.infer<typeof settingsSchema>

/** What Google does for a published app. */
const publishedApp: Settings = {
  accessTokenSeconds: 3599,
  codeSeconds: 600,
  refreshTokenSeconds: null,
  refreshTokenLimit: 100,
  testing: false,
  rotation: false,
}

/** What only the Google of the sandbox knows. `onChange` is called when records change, which are to be saved. */
export async function createGoogleState(
  saved: { keys: JWK[]; records: SavedRecords; risc?: RiscSnapshot | undefined } | null,
  onChange: () => void,
) {
  const settings: Settings = { ...publishedApp }
  const keys = createSigningKeys(saved?.keys ?? [await newSigningKey()])
  const tampering = createTampering()
  const records = createRecords(saved?.records ?? {}, onChange)
  const risc = createRiscState(saved?.risc, onChange)
  /** Codes that bring a refresh token: offline access, and consent was asked. */
  const offlineCodes = new Set<string>()

  /** The usual rules, and true id_tokens. */
  function makeWell(): void {
    Object.assign(settings, publishedApp)
    tampering.clear()
  }

  /** As after a fresh start, but with the same signing keys: apps may have cached them. */
  function reset(): void {
    makeWell()
    records.reset()
    risc.reset()
    offlineCodes.clear()
  }

  return { settings, usual: publishedApp, keys, tampering, records, risc, offlineCodes, makeWell, reset }
}
