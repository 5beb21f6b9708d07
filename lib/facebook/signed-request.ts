import 'server-only'
import { createHmac, timingSafeEqual } from 'node:crypto'
import { z } from 'zod'
import { requireClient } from '#lib/env'
import { AppError } from '#lib/errors'
import { endpoints } from '#lib/facebook/endpoints'
import type { AccountReport } from '#lib/provider/report'

/** Seconds for which a request counts: Facebook tries again for some hours when nobody answers. */
const MAX_AGE_SECONDS = 24 * 60 * 60

/** Seconds that Facebook's clock and ours may differ. */
const TOLERANCE_SECONDS = 60

/** Two parts in base64url: the 32 bytes of a SHA-256, and the payload that they sign. */
const SIGNED = /^([\w-]{43})\.([\w-]{1,8000})$/

const payloadShape = z.object({
  algorithm: z.literal('HMAC-SHA256'),
  issued_at: z.int().positive(),
  user_id: z.string().regex(/^\d{1,30}$/),
})

/**
 * Verifies a `signed_request`, with which Facebook says something of a person
 * (https://developers.facebook.com/docs/reference/login/signed-request): the HMAC-SHA256 of the encoded payload under our
 * secret, compared in constant time, and then what it signs. One that is not Facebook's, or older than a day, is
 * `not_from_provider`; one that is no signed request is `invalid_input`.
 */
export function readSignedRequest(value: string, now = Date.now()): AccountReport {
  const { secret } = requireClient('facebook')
  const [, signature, encoded] = SIGNED.exec(value) ?? []
  if (signature === undefined || encoded === undefined)
    throw new AppError('invalid_input', { cause: new Error('it is no signed request') })
  const given = Buffer.from(signature, 'base64url')
  const ours = createHmac('sha256', secret).update(encoded).digest()
  if (given.byteLength !== ours.byteLength || !timingSafeEqual(given, ours))
    throw refuse('the signature is not ours')
  const payload = payloadShape.safeParse(readJson(encoded))
  if (!payload.success)
    throw refuse(`the payload has a bad ${payload.error.issues[0]?.path.join('.') || 'form'}`)
  const { user_id: subject, issued_at } = payload.data
  const age = now / 1000 - issued_at
  if (age > MAX_AGE_SECONDS + TOLERANCE_SECONDS) throw refuse('it is older than a day')
  if (age < -TOLERANCE_SECONDS) throw refuse('it is of a time that is not yet')
  const issuedAt = new Date(issued_at * 1000)
  return { provider: 'facebook', issuer: endpoints().issuer, subject, issuedAt }
}

function readJson(encoded: string): unknown {
  try {
    return JSON.parse(Buffer.from(encoded, 'base64url').toString())
  } catch {
    return undefined
  }
}

function refuse(reason: string): AppError {
  return new AppError('not_from_provider', { provider: 'facebook', cause: new Error(reason) })
}
