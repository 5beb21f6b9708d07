import { z } from 'zod'

export const settingsSchema = z.object({
  /** Lifetime of access tokens, in seconds. */
  accessTokenSeconds: z.int().positive(),
  /** Lifetime of authorization codes, in seconds. */
  codeSeconds: z.int().positive(),
  /** Time-limited access, in seconds: refresh tokens end then. Null: they end after six months unused. */
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
export const googleSettings: Settings = {
  accessTokenSeconds: 3599,
  codeSeconds: 600,
  refreshTokenSeconds: null,
  refreshTokenLimit: 100,
  testing: false,
  rotation: false,
}
