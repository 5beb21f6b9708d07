import 'server-only'
import { createHash } from 'node:crypto'
import { compactVerify, errors } from 'jose'
import { z } from 'zod'
import { AppError } from '#lib/errors'
import { signingKeys } from '#lib/provider/id-token'
import type { AccountReport } from '#lib/provider/report'
import type { ProviderId } from '#lib/provider-ids'

/** Whose mistake it is, in the words of RFC 8935, section 2.4. */
export type RefusalCode =
  | 'invalid_request'
  | 'invalid_key'
  | 'invalid_issuer'
  | 'invalid_audience'
  | 'authentication_failed'

/** What was sent is no security event for us. The message is for whoever sent it, and repeats nothing of it. */
export class RefusedEventError extends Error {
  override name = 'RefusedEventError'
  readonly err: RefusalCode
  constructor(err: RefusalCode, description: string, options?: ErrorOptions) {
    super(description, options)
    this.err = err
  }
}

/** How a provider names a refresh token: by the SHA-512 of its SHA-512 in base64, or by how it begins. */
export type NamedToken = { by: 'digest' | 'prefix'; value: string }

/** Why an account was disabled, if the provider says so. */
export type DisabledBecause = 'hijacking' | 'bulk-account' | null

/** What it is about. A `report` or `token` that is null is about nobody whom we could know. */
export type SecurityEventBody =
  | {
      kind:
        | 'sessions-revoked'
        | 'tokens-revoked'
        | 'account-enabled'
        | 'account-purged'
        | 'account-credential-change-required'
      report: AccountReport | null
    }
  | { kind: 'account-disabled'; report: AccountReport | null; because: DisabledBecause }
  | { kind: 'token-revoked'; token: NamedToken | null }
  | { kind: 'verification'; state: string | null }
  /** One that this version does not know. */
  | { kind: 'unknown'; type: string }

export type SecurityEventKind = SecurityEventBody['kind']

/** Something that a provider says of an account by itself. `id` is the same whenever it comes again. */
export type SecurityEvent = { provider: ProviderId; id: string; issuedAt: Date } & SecurityEventBody

const claimsShape = z.looseObject({
  iss: z.string(),
  aud: z.union([z.string(), z.array(z.string())]),
  jti: z.string().min(1).max(1_000),
  iat: z.int().positive().max(8_640_000_000_000),
  toe: z.number().positive().optional(),
  events: z.record(z.string(), z.record(z.string(), z.unknown())),
})

/** A Security Event Token whose signature, issuer and audience were checked. Of its events there is one. */
export type VerifiedEvent = {
  id: string
  issuedAt: Date
  /** When it happened: never later than it was said, nor than now. */
  occurredAt: Date
  type: string
  payload: Record<string, unknown>
}

/** Who must have signed it, by every name that they go by, and for whom. */
type Expected = {
  provider: ProviderId
  issuers: readonly string[]
  audiences: readonly string[]
  /** Where the issuer's keys are. Not asked for what no key could verify. */
  findKeys: () => Promise<string>
}

/** `typ` is recommended (RFC 8417, section 2.3), and not everybody's habit. One that names another kind of token is refused. */
const TYPE = /^(application\/)?(secevent\+jwt|jwt)$/i

/**
 * Verifies a Security Event Token (RFC 8417): RS256 by a key that the provider publishes and the header names, `iss`, `aud`,
 * `jti`, `iat`, and one event. `exp` is not looked at: it tells of the past. Whatever fails is a `RefusedEventError`; keys
 * that cannot be fetched are `provider_unavailable`.
 */
export async function verifySecurityEvent(token: string, expected: Expected): Promise<VerifiedEvent> {
  const { header, payload } = await verifySignature(token, expected)
  if (header.typ !== undefined && !TYPE.test(header.typ))
    throw new RefusedEventError('invalid_request', 'The token is of another type')
  const claims = claimsShape.safeParse(readJson(payload))
  if (!claims.success)
    throw new RefusedEventError(
      'invalid_request',
      `The claim ${claims.error.issues[0]?.path[0]?.toString() ?? 'set'} is missing or malformed`,
    )
  const { iss, aud, jti, iat, toe = iat, events, nonce } = claims.data
  if (!expected.issuers.includes(iss)) throw new RefusedEventError('invalid_issuer', 'Another issuer')
  if (![aud].flat().some((one) => expected.audiences.includes(one)))
    throw new RefusedEventError('invalid_audience', 'Another audience')
  if (nonce !== undefined)
    throw new RefusedEventError('invalid_request', 'A token with a nonce is no security event')
  const [event, ...others] = Object.entries(events)
  if (!event || others.length > 0) throw new RefusedEventError('invalid_request', 'Not one event')
  const [type, body] = event
  return {
    id: createHash('sha256')
      .update(JSON.stringify([expected.issuers[0], jti]))
      .digest('base64url'),
    issuedAt: new Date(iat * 1000),
    occurredAt: new Date(Math.min(toe * 1000, iat * 1000, Date.now())),
    type,
    payload: body,
  }
}

async function verifySignature(token: string, { provider, findKeys }: Expected) {
  try {
    const { protectedHeader: header, payload } = await compactVerify(
      token,
      async (head, jws) => {
        if (head.kid === undefined) throw new errors.JWKSNoMatchingKey()
        return signingKeys(await findKeys())(head, jws)
      },
      { algorithms: ['RS256'] },
    )
    return { header, payload }
  } catch (cause) {
    if (cause instanceof errors.JOSEError) throw refusalOf(cause)
    throw cause instanceof AppError ? cause : new AppError('provider_unavailable', { provider, cause })
  }
}

function refusalOf(cause: errors.JOSEError): RefusedEventError {
  if (cause instanceof errors.JWKSNoMatchingKey || cause instanceof errors.JWKSMultipleMatchingKeys)
    return new RefusedEventError('invalid_key', 'No key of the issuer has this id', { cause })
  if (cause instanceof errors.JWSSignatureVerificationFailed || cause instanceof errors.JOSEAlgNotAllowed)
    return new RefusedEventError('authentication_failed', 'Not signed by the issuer with RS256', { cause })
  return new RefusedEventError('invalid_request', 'Not a signed token', { cause })
}

function readJson(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(bytes))
  } catch {
    return undefined
  }
}
