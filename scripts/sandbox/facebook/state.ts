import { randomBytes } from 'node:crypto'
import type { JWK } from 'jose'
import { z } from 'zod'
import type { SandboxGrant } from '../clients.ts'
import { epochSeconds } from '../clock.ts'
import { createSigningKeys, createTampering, newSigningKey } from '../google/oauth/id-tokens.ts'

/** What a test may change of Facebook’s rules, and of the app as its console has it. */
export const facebookSettingsSchema = z.object({
  /** Only people with a role in the app may sign in (Facebook: "App modes"). */
  developmentMode: z.boolean(),
  /** The ids of those who have one. */
  roles: z.array(z.string()),
  /**
   * What becomes of a `code_challenge`. Facebook documents it for `openid`, and is reported to drop it in silence, and then
   * to refuse the verifier.
   */
  pkce: z.enum(['bound', 'dropped']),
  /** "Require App Secret": calls of Graph need `appsecret_proof` (Facebook: "Securing Graph API requests"). */
  requireProof: z.boolean(),
  /** The address of the app's privacy policy. */
  privacyPolicyUrl: z.string().nullable(),
  /** `iss` of id_tokens. Null: the sandbox's own address. */
  issuer: z.string().nullable(),
  /** Has dialogs come back with `error_code` and `error_message` alone, without `error`. */
  refusal: z.object({ code: z.int(), message: z.string() }).nullable(),
  /** Lifetimes in seconds: of codes, access tokens, and addresses of pictures. */
  codeSeconds: z.int().positive(),
  accessTokenSeconds: z.int().positive(),
  pictureSeconds: z.int().positive(),
})

export type FacebookSettings = z.infer<typeof facebookSettingsSchema>

/** What Facebook does for an app that is live. */
const liveApp: FacebookSettings = {
  developmentMode: false,
  roles: [],
  pkce: 'bound',
  requireProof: false,
  privacyPolicyUrl: 'https://app.example/privacy',
  issuer: null,
  refusal: null,
  codeSeconds: 600,
  accessTokenSeconds: 5_183_944,
  pictureSeconds: 1_209_600,
}

const grantSchema = z.object({
  id: z.string(),
  /** The person's, as in people.ts. */
  sub: z.string(),
  clientId: z.string(),
  /** What they allow. */
  scopes: z.array(z.string()),
  declined: z.array(z.string()),
})

/** What one person lets one app do, and what they have declined. */
export type FacebookGrant = SandboxGrant & z.infer<typeof grantSchema>

const tokenSchema = z.object({
  value: z.string(),
  sub: z.string(),
  clientId: z.string(),
  expiresAt: z.number(),
  /** The subcode that says what has ended it (Facebook: "Handling errors"). */
  ended: z.number().nullable(),
})

export type FacebookToken = z.infer<typeof tokenSchema>

/** A code, and what belongs to it until it is exchanged. */
export type FacebookCode = {
  value: string
  sub: string
  clientId: string
  redirectUri: string
  scopes: string[]
  nonce: string | null
  challenge: { value: string; method: 'S256' | 'plain' } | null
  expiresAt: number
  used: boolean
}

/** What a restart needs. */
export const facebookSnapshotSchema = z.object({
  keys: z.array(z.record(z.string(), z.unknown())),
  grants: z.array(grantSchema),
  tokens: z.array(tokenSchema),
})

type Snapshot = z.infer<typeof facebookSnapshotSchema>

type Whose = Pick<FacebookGrant, 'sub' | 'clientId'>

/** The subcode of a token whose app was removed by the person. */
const APP_REMOVED = 458

/** What only the Facebook of the sandbox knows. `onChange` is called when something changes that is to be saved. */
export async function createFacebookState(saved: Snapshot | undefined, onChange: () => void) {
  const settings: FacebookSettings = { ...liveApp }
  const keys = createSigningKeys((saved?.keys as JWK[] | undefined) ?? [await newSigningKey()])
  const tampering = createTampering()
  const codes = new Map<string, FacebookCode>()
  const tokens = new Map((saved?.tokens ?? []).map((token) => [token.value, token]))
  const grants = new Map<string, FacebookGrant>((saved?.grants ?? []).map((grant) => [grant.id, grant]))

  /** The usual rules, and true id_tokens. */
  function makeWell(): void {
    Object.assign(settings, liveApp)
    tampering.clear()
  }

  return {
    settings,
    usual: liveApp,
    keys,
    tampering,
    grants: (): FacebookGrant[] => [...grants.values()],
    /** What somebody allows an app: nothing at first. */
    findGrant: (whose: Whose): FacebookGrant | undefined => grants.get(grantId(whose)),
    putGrant({ sub, clientId, ...rest }: Omit<FacebookGrant, 'id'>): void {
      const id = grantId({ sub, clientId })
      grants.set(id, { id, sub, clientId, ...rest })
      onChange()
    },
    /** The person, or the app, removes the app: what it was allowed has ended, and so have its tokens. */
    endGrant(id: string): void {
      for (const token of tokens.values()) if (grantId(token) === id) token.ended = APP_REMOVED
      grants.delete(id)
      onChange()
    },
    issueCode(code: Omit<FacebookCode, 'value' | 'expiresAt' | 'used'>): FacebookCode {
      const value = `AQ${randomBytes(120).toString('base64url')}`
      const issued = { ...code, value, expiresAt: epochSeconds() + settings.codeSeconds, used: false }
      codes.set(value, issued)
      return issued
    },
    findCode: (value: string): FacebookCode | undefined => codes.get(value),
    issueToken({ sub, clientId }: Whose): FacebookToken {
      const value = `EAA${randomBytes(120).toString('base64url')}`
      const expiresAt = epochSeconds() + settings.accessTokenSeconds
      const token = { value, sub, clientId, expiresAt, ended: null }
      tokens.set(value, token)
      onChange()
      return token
    },
    findToken: (value: string): FacebookToken | undefined => tokens.get(value),
    /** The tokens of a grant that are good. */
    liveTokens: (id: string): FacebookToken[] =>
      [...tokens.values()].filter(
        (token) => grantId(token) === id && token.ended === null && token.expiresAt > epochSeconds(),
      ),
    /** Has the tokens of a grant expire now. */
    expireTokens(id: string): void {
      for (const token of tokens.values()) if (grantId(token) === id) token.expiresAt = epochSeconds()
      onChange()
    },
    snapshot: (): Snapshot => ({
      keys: keys.private(),
      grants: [...grants.values()],
      tokens: [...tokens.values()].filter(({ expiresAt }) => expiresAt > epochSeconds()),
    }),
    makeWell,
    /** As after a fresh start, but with the same signing keys: apps may have cached them. */
    reset(): void {
      makeWell()
      for (const part of [codes, tokens, grants]) part.clear()
      onChange()
    },
  }
}

// The id follows from its parts, so that simultaneous first consents cannot make two grants.
function grantId({ sub, clientId }: Whose): string {
  return `${clientId}|${sub}`
}
