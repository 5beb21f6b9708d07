import 'server-only'
import { causes } from '#lib/errors'

/** What Next's readers of forms say of a body that is none: undici's, and busboy's for those that its script sends. */
const MESSAGES =
  /^(?:Failed to parse body as FormData|expected (?:a value starting with -- and the boundary|boundary)|Unexpected end of form|Malformed (?:part header|content type)|Multipart: Boundary not found|Unsupported content type)/

/**
 * The status of what somebody has sent that no form of ours is like, where Next takes it for a fault of its own; null for what
 * really is one.
 */
export function statusOfUnreadable(error: unknown): 400 | 413 | null {
  const chain = causes(error).filter((cause) => cause instanceof Error)
  // Of Next's `ApiError`, when a form in pieces is longer than it reads (`serverActions.bodySizeLimit`).
  if (chain.some((cause) => 'statusCode' in cause && cause.statusCode === 413)) return 413
  return chain.some(({ message }) => MESSAGES.test(message)) ? 400 : null
}
