import 'server-only'
import { z } from 'zod'
import { clientOf, env } from '#lib/env'
import { AppError } from '#lib/errors'
import { isTrusted } from '#lib/google/discovery'
import { type KeptDocument, keepDocument } from '#lib/http/document'
import { boundedFetch, readJson } from '#lib/http/fetch'
import type { AccountReport } from '#lib/provider/report'
import {
  type NamedToken,
  RefusedEventError,
  type SecurityEvent,
  type SecurityEventBody,
  type SecurityEventKind,
  type VerifiedEvent,
  verifySecurityEvent,
} from '#lib/provider/security-event'

const PREFIX = 'https://schemas.openid.net/secevent/'

/**
 * Google, "Protect user accounts with Cross-Account Protection", "Supported event types"
 * (https://developers.google.com/identity/protocols/risc). Its configuration also lists that an account was purged, which the
 * page leaves out.
 */
export const eventTypes = {
  'sessions-revoked': `${PREFIX}risc/event-type/sessions-revoked`,
  'tokens-revoked': `${PREFIX}oauth/event-type/tokens-revoked`,
  'token-revoked': `${PREFIX}oauth/event-type/token-revoked`,
  'account-disabled': `${PREFIX}risc/event-type/account-disabled`,
  'account-enabled': `${PREFIX}risc/event-type/account-enabled`,
  'account-purged': `${PREFIX}risc/event-type/account-purged`,
  'account-credential-change-required': `${PREFIX}risc/event-type/account-credential-change-required`,
  verification: `${PREFIX}risc/event-type/verification`,
} as const satisfies Record<Exclude<SecurityEventKind, 'unknown'>, string>

type KnownKind = keyof typeof eventTypes

const configurationShape = z.looseObject({ issuer: z.string(), jwks_uri: z.url() })

export type RiscConfiguration = z.output<typeof configurationShape>

const documents = new Map<string, KeptDocument<RiscConfiguration>>()

/** Who signs the events, and with which keys: fetched and kept as the discovery document is. */
function getConfiguration(): Promise<RiscConfiguration> {
  const issuer = env().AUTH_GOOGLE_ISSUER
  const document =
    documents.get(issuer) ?? keepDocument('risc configuration', () => fetchRiscConfiguration(issuer))
  documents.set(issuer, document)
  return document.get()
}

/** The configuration as it is now. Without a good one nothing can be verified: `provider_unavailable`. */
export async function fetchRiscConfiguration(issuer: string): Promise<RiscConfiguration> {
  const unavailable = (cause: unknown) => new AppError('provider_unavailable', { provider: 'google', cause })
  const url = `${bare(issuer)}/.well-known/risc-configuration`
  const response = await boundedFetch(url, { headers: { accept: 'application/json' } }).catch(
    (cause: unknown) => {
      throw unavailable(cause)
    },
  )
  const parsed = configurationShape.safeParse(response.ok ? await readJson(response) : undefined)
  if (!parsed.success) throw unavailable(new Error(`no RISC configuration, but status ${response.status}`))
  if (bare(parsed.data.issuer) !== bare(issuer))
    throw unavailable(new Error('the RISC configuration is of another issuer'))
  if (!isTrusted(parsed.data.jwks_uri, issuer))
    throw unavailable(new Error('jwks_uri of the RISC configuration is not to be trusted'))
  return parsed.data
}

/** Google calls itself with a slash there, and without one in an `id_token`. */
function bare(issuer: string): string {
  return issuer.replace(/\/$/, '')
}

/** Verifies what was sent as an event of Google's, and says what it is about. Fails as `verifySecurityEvent` does. */
export async function readSecurityEvent(token: string): Promise<SecurityEvent> {
  const { AUTH_GOOGLE_ISSUER, GOOGLE_OTHER_CLIENT_IDS } = env()
  const issuer = bare(AUTH_GOOGLE_ISSUER)
  const verified = await verifySecurityEvent(token, {
    provider: 'google',
    issuers: [issuer, `${issuer}/`],
    audiences: [clientOf('google')?.id ?? [], GOOGLE_OTHER_CLIENT_IDS].flat(),
    findKeys: async () => (await getConfiguration()).jwks_uri,
  })
  const { id, issuedAt } = verified
  return { provider: 'google', id, issuedAt, ...readBody(verified) }
}

/** What Google tells us by itself: a token that is pushed. */
export const googleEvents = { provider: 'google', read: readSecurityEvent } as const

function readBody(event: VerifiedEvent): SecurityEventBody {
  const [kind] = Object.entries(eventTypes).find(([, type]) => type === event.type) ?? []
  if (kind === undefined) return { kind: 'unknown', type: event.type }
  switch (kind as KnownKind) {
    case 'verification':
      return { kind: 'verification', state: stateShape.parse(event.payload.state) }
    case 'token-revoked':
      return { kind: 'token-revoked', token: readToken(event.payload.subject) }
    case 'account-disabled':
      return {
        kind: 'account-disabled',
        report: readReport(event),
        because: reasonShape.parse(event.payload.reason),
      }
    default:
      return {
        kind: kind as Exclude<KnownKind, 'verification' | 'token-revoked' | 'account-disabled'>,
        report: readReport(event),
      }
  }
}

/** What we asked for to be sent back. */
const stateShape = z
  .string()
  .regex(/^[\x20-\x7e]{1,200}$/)
  .nullable()
  .catch(null)

/** A reason that nobody knows yet is as good as none. */
const reasonShape = z.enum(['hijacking', 'bulk-account']).nullable().catch(null)

/** The RISC profile writes the second with hyphens, Google with underscores. */
const PERSON_TYPES = new Set(['iss-sub', 'iss_sub', 'id_token_claims', 'id-token-claims'])

const subjectShape = z.looseObject({ subject_type: z.string() })
const personShape = z.looseObject({ iss: z.string(), sub: z.string().regex(/^[\x21-\x7e]{1,255}$/) })

/**
 * Whom an event is about, by issuer and subject. An address is no identity here: a subject of another type, or of another
 * issuer, is nobody.
 */
function readReport({ payload, occurredAt }: VerifiedEvent): AccountReport | null {
  const { subject_type } = parseSubject(subjectShape, payload.subject)
  if (!PERSON_TYPES.has(subject_type)) return null
  const { iss, sub: subject } = parseSubject(personShape, payload.subject)
  const issuer = env().AUTH_GOOGLE_ISSUER
  if (bare(iss) !== bare(issuer)) return null
  return { provider: 'google', issuer, subject, issuedAt: occurredAt }
}

const tokenShape = z.looseObject({
  token_type: z.string(),
  token_identifier_alg: z.string(),
  token: z.string().min(1).max(1_000),
})

/** "OAuth token identifiers" of the same page. */
function readToken(subject: unknown): NamedToken | null {
  const { token_type, token_identifier_alg, token } = parseSubject(tokenShape, subject)
  if (token_type !== 'refresh_token') return null
  switch (token_identifier_alg) {
    case 'prefix':
      return { by: 'prefix', value: token }
    case 'hash_base64_sha512_sha512':
      return { by: 'digest', value: Buffer.from(token, 'base64').toString('base64') }
    default:
      return null
  }
}

function parseSubject<Shape extends z.ZodType>(shape: Shape, subject: unknown): z.output<Shape> {
  const parsed = shape.safeParse(subject)
  if (parsed.success) return parsed.data
  throw new RefusedEventError('invalid_request', 'The subject of the event is missing or malformed')
}
