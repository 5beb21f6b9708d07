import 'server-only'
import { type Check, type Finding, failure, Missing, type Result } from '#lib/doctor/check'
import type { SetUp } from '#lib/doctor/set-up'
import { secretsOf } from '#lib/env-schema'
import { causes } from '#lib/errors'
import { NoAnswerError } from '#lib/http/fetch'

/** Shorter ones would hide too much else. */
const SHORTEST_SECRET = 8

/**
 * Makes all checks at once, and returns their results in the order of the checks. One that lacks what it would look
 * at is skipped, and one that does not apply is left out. No secret of the environment is in a result, also when somebody else's message holds it.
 */
export async function examine(checks: Check<SetUp>[], setUp: SetUp): Promise<Result[]> {
  const hide = (text: string) => hideSecrets(text, setUp)
  const asked = checks.filter(({ applies }) => applies?.(setUp) ?? true)
  return Promise.all(
    asked.map(async ({ id, group, title, examine: look }) => {
      const { verdict, seen, advice } = await findOut(look, setUp)
      return { id, group, title, verdict, seen: hide(seen), ...(advice && { advice: hide(advice) }) }
    }),
  )
}

async function findOut(look: Check<SetUp>['examine'], setUp: SetUp): Promise<Finding> {
  try {
    return await look(setUp)
  } catch (error) {
    if (error instanceof Missing) return { verdict: 'skipped', seen: `needs ${error.check}` }
    return failure(
      `could not be looked at: ${describeReason(error)}`,
      'Mend the reason, and run the doctor again.',
    )
  }
}

function hideSecrets(text: string, { values }: SetUp): string {
  const secrets = secretsOf(values).filter(({ length }) => length >= SHORTEST_SECRET)
  return secrets.reduce((rest, secret) => rest.replaceAll(secret, '[hidden]'), text)
}

/** The codes of Node, and what they mean to somebody who has to mend it. */
const messages: Record<string, string> = {
  ECONNREFUSED: 'nothing listens there',
  ECONNRESET: 'the connection was cut',
  UND_ERR_SOCKET: 'the connection was cut',
  EHOSTUNREACH: 'there is no way to this host',
  ENETUNREACH: 'there is no way to this network',
  ENOTFOUND: 'its name is not in the DNS',
  EAI_AGAIN: 'the DNS does not answer',
  ETIMEDOUT: 'it does not answer in time',
  TimeoutError: 'it does not answer in time',
  CERT_HAS_EXPIRED: 'its certificate has expired',
  CERT_NOT_YET_VALID: 'its certificate is not valid yet',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'its certificate is signed by itself',
  SELF_SIGNED_CERT_IN_CHAIN: 'its certificate comes from an authority that is not trusted here',
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: 'its certificate comes from an authority that is not trusted here',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'it does not send the whole chain of its certificate',
  ERR_TLS_CERT_ALTNAME_INVALID: 'its certificate is for another name',
  ERR_SSL_WRONG_VERSION_NUMBER: 'it does not speak TLS',
}

/** Why something failed: the deepest cause that says something, by our message for it where there is one. */
export function describeReason(error: unknown): string {
  const chain = causes(error).filter((cause) => cause instanceof Error)
  const known = chain.map((cause) => messages[codeOf(cause)] ?? messages[cause.name]).find(Boolean)
  const why = known ?? chain.at(-1)?.message ?? 'no reason was given'
  const who = chain.find((cause) => cause instanceof NoAnswerError)?.message
  return who && who !== why ? `${who}: ${why}` : why
}

function codeOf(error: Error): string {
  return 'code' in error ? String(error.code) : ''
}
