import 'server-only'
import { appCredentials, endpoints } from '#lib/facebook/endpoints'
import { type GraphError, kindOfError, nameError, readGraphError } from '#lib/facebook/errors'
import { boundedFetch, readErrorBody } from '#lib/http/fetch'
import type { RevokeOutcome } from '#lib/provider/provider'

/**
 * Ends all that somebody allowed this application, with the application's own token: none of theirs is kept
 * (https://developers.facebook.com/docs/graph-api/reference/user/permissions, "Deleting").
 *
 * @param subject their app-scoped id
 */
export async function revokePermissions(subject: string): Promise<RevokeOutcome> {
  const url = new URL(`${endpoints().graph}/${encodeURIComponent(subject)}/permissions`)
  for (const [name, value] of Object.entries(appCredentials())) url.searchParams.set(name, value)
  try {
    return await readAnswer(
      await boundedFetch(url, { method: 'DELETE', headers: { accept: 'application/json' } }),
    )
  } catch (error) {
    return { kind: 'failed', reason: error instanceof Error ? error.message : 'no answer' }
  }
}

async function readAnswer(response: Response): Promise<RevokeOutcome> {
  const body = await readErrorBody(response)
  if (response.ok && isSuccess(body)) return { kind: 'revoked' }
  const error = readGraphError(body)
  if (!error) return { kind: 'failed', reason: `revocation answered ${response.status}` }
  const reason = `revocation answered ${response.status} ${nameError(error)}`
  if (hasEnded(error)) return { kind: 'nothing-to-revoke' }
  return { kind: kindOfError(error) === 'operator' ? 'refused' : 'failed', reason }
}

/** `true` of older versions, `{ success: true }` of newer ones. */
function isSuccess(body: unknown): boolean {
  return (
    body === true || (typeof body === 'object' && body !== null && 'success' in body && body.success === true)
  )
}

/** They have removed the application themselves, or their account is gone. */
function hasEnded({ code, subcode }: GraphError): boolean {
  return (code === 100 && subcode === 33) || (code === 190 && subcode === 458)
}
