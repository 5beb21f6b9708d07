import 'server-only'
import type { Intent } from '#lib/auth/intents'
import type { Identity } from '#lib/google/identity'
import type { Client } from '#lib/request/client'
import type { TokenAnswer } from '#lib/tokens/token-answer'

/** What came back from Google, and what it was for. */
export type Journey = {
  intent: Intent
  identity: Identity
  tokens: TokenAnswer
  client: Client
  /** The session that a sign-in would begin, and the SHA-256 of the token of the one it would replace. */
  session: { tokenHash: string; expiresAt: Date; replaces: string | null }
}
