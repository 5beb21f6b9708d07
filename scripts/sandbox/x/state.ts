import { randomBytes } from 'node:crypto'
import { z } from 'zod'
import type { SandboxGrant } from '../clients.ts'
import { epochSeconds } from '../clock.ts'

/** What a test may change of X’s rules, and of what is not known for certain about them. */
export const xSettingsSchema = z.object({
  /** Lifetime of access tokens, in seconds. */
  accessTokenSeconds: z.int().positive(),
  /** Lifetime of authorization codes, in seconds. */
  codeSeconds: z.int().positive(),
  /** Lifetime of a page token of posts, in seconds. */
  pageTokenSeconds: z.int().positive(),
  /** “Request email from users” in the app’s settings at X: without it, whoever asks for `users.email` gets an error page. */
  requestEmail: z.boolean(),
  /** Whether `client_id` must be in the form although Basic has it. Some implementers met it, others did not. */
  clientIdInForm: z.boolean(),
  /** Whether a second use of a refresh token ends every token that came of the same authorization. */
  reuseEndsFamily: z.boolean(),
  /** Whether a new authorization ends the refresh tokens of the earlier ones. */
  consentEndsEarlier: z.boolean(),
  /** What is left of the operator’s credits, in thousandths of a dollar; null for more than enough. */
  credits: z.int().nonnegative().nullable(),
  /** Requests that a person’s token is good for in 15 minutes, at `/2/users/me` and at `/2/users/:id/tweets`. */
  meLimit: z.int().positive(),
  tweetsLimit: z.int().positive(),
  /** What is answered to the token of somebody whose account is suspended. */
  suspendedAs: z.enum(['forbidden', 'unauthorized', 'partial']),
  /** Whether posts have the names of the newest description of the API (`edit_history_post_ids`). */
  postNames: z.boolean(),
})

export type XSettings = z.infer<typeof xSettingsSchema>

const usual: XSettings = {
  accessTokenSeconds: 7200,
  codeSeconds: 30,
  pageTokenSeconds: 3600,
  requestEmail: true,
  clientIdInForm: false,
  reuseEndsFamily: true,
  consentEndsEarlier: false,
  credits: null,
  meLimit: 75,
  tweetsLimit: 900,
  suspendedAs: 'forbidden',
  postNames: false,
}

const sixMonths = 183 * 86_400

const tokenSchema = z.object({
  kind: z.enum(['access_token', 'refresh_token']),
  grantId: z.string(),
  /** The authorization that it came of. */
  family: z.string(),
  scopes: z.array(z.string()),
  /** Seconds since 1970. */
  expiresAt: z.number(),
  /** A refresh token that has been used once, which is as often as it can be. */
  used: z.boolean(),
})

/** What outlives a restart. */
export const xSnapshotSchema = z.object({
  grants: z.array(
    z.object({ id: z.string(), sub: z.string(), clientId: z.string(), scopes: z.array(z.string()) }),
  ),
  tokens: z.array(z.tuple([z.string(), tokenSchema])),
})

export type XToken = z.output<typeof tokenSchema>

/** What an app asks of whom, as long as X shows its screens. */
export type XRequest = {
  clientId: string
  redirectUri: string
  scopes: string[]
  state: string | undefined
  challenge: string
  method: 'S256' | 'plain'
}

type Code = { request: XRequest; sub: string; family: string; expiresAt: number }
type Charge = { day: string; resource: string; price: number }

/** What only the X of the sandbox knows. `onChange` is called when something changes that is to be saved. */
export function createXState(saved: z.output<typeof xSnapshotSchema> | undefined, onChange: () => void) {
  const settings: XSettings = { ...usual }
  const grants = new Map<string, SandboxGrant>(saved?.grants.map((grant) => [grant.id, grant]))
  const tokens = new Map<string, XToken>(saved?.tokens)
  const requests = new Map<string, XRequest>()
  const codes = new Map<string, Code>()
  const windows = new Map<string, { left: number; resetAt: number }>()
  const charges = new Map<string, Charge>()
  const pages = new Map<string, { offset: number; list: string; expiresAt: number }>()

  function endTokens(ended: (token: XToken) => boolean): void {
    for (const [value, token] of tokens) if (ended(token)) tokens.delete(value)
    onChange()
  }

  /** The usual rules. */
  function makeWell(): void {
    Object.assign(settings, usual)
  }

  return {
    settings,
    usual,
    /** Authorization requests whose screens are being shown, by the id in their address. */
    requests,
    codes,
    pages,

    /** What a person lets an app do: what they were asked last, since X’s consent is not incremental. */
    grants: (): SandboxGrant[] => [...grants.values()],
    findGrant: (id: string): SandboxGrant | undefined => grants.get(id),
    allow(sub: string, clientId: string, scopes: string[]): SandboxGrant {
      const grant = { id: `${clientId}|${sub}`, sub, clientId, scopes }
      if (settings.consentEndsEarlier) endTokens((token) => token.grantId === grant.id)
      grants.set(grant.id, grant)
      onChange()
      return grant
    },
    /** Ends the grant with every token under it, as the person would at https://x.com/settings/connected_apps. */
    endGrant(id: string): void {
      grants.delete(id)
      endTokens((token) => token.grantId === id)
    },

    issue(kind: XToken['kind'], from: Pick<XToken, 'grantId' | 'family' | 'scopes'>): string {
      const value = opaque()
      const seconds = kind === 'access_token' ? settings.accessTokenSeconds : sixMonths
      const { grantId, family, scopes } = from
      tokens.set(value, { kind, grantId, family, scopes, expiresAt: epochSeconds() + seconds, used: false })
      onChange()
      return value
    },
    findToken(value: string, kind?: XToken['kind']): XToken | undefined {
      const token = tokens.get(value)
      return token && (!kind || token.kind === kind) && token.expiresAt > epochSeconds() ? token : undefined
    },
    /** Ends a refresh token at its use. It stays known, so that a second use is seen. */
    use(value: string): void {
      const token = tokens.get(value)
      if (token) tokens.set(value, { ...token, used: true })
      onChange()
    },
    endToken(value: string): void {
      tokens.delete(value)
      onChange()
    },
    /** Has the access tokens of a grant expire now. */
    expireAccess(grantId: string): void {
      endTokens((token) => token.grantId === grantId && token.kind === 'access_token')
    },
    /** The tokens of a grant that are good. */
    liveTokens: (grantId: string): XToken[] =>
      [...tokens.values()].filter(
        (token) => token.grantId === grantId && !token.used && token.expiresAt > epochSeconds(),
      ),
    endFamily(family: string): void {
      endTokens((token) => token.family === family)
    },

    /** Counts a request against a limit of 15 minutes; `left` is negative when it was one too many. */
    countAgainst(limit: number, key: string): { left: number; resetAt: number } {
      const now = epochSeconds()
      const open = windows.get(key)
      const window = open && open.resetAt > now ? open : { left: limit, resetAt: now + 900 }
      window.left -= 1
      windows.set(key, window)
      return window
    },
    /** Charges for what was read: each thing once a day (UTC). */
    charge(resources: string[], price: number): void {
      const day = new Date(Date.now()).toISOString().slice(0, 10)
      for (const resource of resources) {
        const key = `${day}|${resource}`
        if (charges.has(key)) continue
        charges.set(key, { day, resource, price })
        if (settings.credits !== null) settings.credits = Math.max(0, settings.credits - price)
      }
    },
    charges: (): Charge[] => [...charges.values()],

    snapshot: () => ({
      grants: [...grants.values()],
      tokens: [...tokens].filter(([, token]) => token.expiresAt > epochSeconds()),
    }),
    makeWell,
    reset(): void {
      makeWell()
      for (const part of [grants, tokens, requests, codes, windows, charges, pages]) part.clear()
      onChange()
    },
  }
}

/** A value that says nothing: of a code, a token, a page. */
export function opaque(): string {
  return randomBytes(36).toString('base64url')
}
