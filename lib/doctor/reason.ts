import 'server-only'
import { NoAnswerError } from '#lib/http/fetch'

/** What Node calls it, and what it means to somebody who has to mend it. */
const WORDS: Record<string, string> = {
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

/** Why something failed: the deepest cause that says something, in words where we have some. */
export function describeReason(error: unknown): string {
  const chain = causesOf(error)
  const known = chain.map(({ code, name }) => WORDS[code] ?? WORDS[name]).find(Boolean)
  const why = known ?? chain.at(-1)?.message ?? 'no reason was given'
  const who = chain.find(({ error }) => error instanceof NoAnswerError)?.message
  return who && who !== why ? `${who}: ${why}` : why
}

type Cause = { name: string; code: string; message: string; error: Error }

/** The error and its causes, from the outside in. */
function causesOf(error: unknown, depth = 0): Cause[] {
  if (!(error instanceof Error) || depth > 5) return []
  const { code } = error as { code?: unknown }
  const inner = error instanceof AggregateError ? error.errors[0] : error.cause
  return [
    { name: error.name, code: String(code), message: error.message, error },
    ...causesOf(inner, depth + 1),
  ]
}
