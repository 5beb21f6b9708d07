import { newAttempt } from '#lib/auth/attempt'
import { begin, exchange } from '#lib/auth/authjs'
import { type Intent, signInIntent } from '#lib/auth/intents'
import { signInFailure } from '#lib/auth/problems'
import { AppError } from '#lib/errors'
import { type Issuer, json } from './providers.ts'

type Wrong = {
  /** Claims of the `id_token`, whose nonce is right unless they say otherwise. */
  claims?: Record<string, unknown>
  /** Fields of the token answer; `undefined` removes one. */
  tokens?: Record<string, unknown>
  /** Parameters of the authorization answer. */
  answer?: Record<string, string | undefined>
}

/** An authorization request, and what has to fit when it is answered. */
export async function beginAttempt(intent: Intent) {
  const attempt = newAttempt()
  return { ...attempt, address: await begin(intent, attempt) }
}

/** Begins a sign-in and finishes it with what a provider says: by the code that a browser's callback goes through. */
export async function exchangeWith(issuer: Issuer, { claims = {}, tokens = {}, answer = {} }: Wrong = {}) {
  const intent = signInIntent('google')
  const { address, state, checks } = await beginAttempt(intent)
  const nonce = new URL(address).searchParams.get('nonce')
  const idToken = await issuer.sign({ nonce, ...claims })
  const body = {
    access_token: 'ya29.of-the-test',
    token_type: 'Bearer',
    expires_in: 3_599,
    refresh_token: '1//of-the-test',
    scope: 'openid email profile',
    id_token: idToken,
    ...tokens,
  }
  issuer.answer(
    '/token',
    json(() => body),
  )
  return exchange(intent, { state, code: 'a-code', ...answer }, checks)
}

/** The code that it is refused with, or `accepted`. */
export async function verdictOf(issuer: Issuer, wrong?: Wrong): Promise<string> {
  try {
    await exchangeWith(issuer, wrong)
    return 'accepted'
  } catch (error) {
    return error instanceof AppError ? error.code : signInFailure(error)
  }
}
