import { createHmac } from 'node:crypto'
import { z } from 'zod'
import type { ClientOptions } from '../clients.ts'
import { epochSeconds } from '../clock.ts'
import type { State } from '../state.ts'
import { type Account, accountOf } from './people.ts'

/**
 * A `signed_request`: base64url of the raw HMAC-SHA256 over the encoded payload, a dot, and the encoded payload
 * (https://developers.facebook.com/docs/reference/login/signed-request).
 *
 * @param secret the app's
 */
export function signRequest(payload: object, secret: string): string {
  const encoded = Buffer.from(JSON.stringify(payload)).toString('base64url')
  return `${createHmac('sha256', secret).update(encoded).digest('base64url')}.${encoded}`
}

/** Who removes an app, by `sub`, email or the id at Facebook, and which, if they have several. */
export const leaverSchema = z.strictObject({ account: z.string(), clientId: z.string().optional() })

/**
 * Somebody removes an app in their settings at Facebook: it may do nothing more for them, and is told by a POST with a
 * `signed_request`, to one of two addresses
 * (https://developers.facebook.com/docs/development/create-an-app/app-dashboard/data-deletion-callback).
 *
 * @returns what the app has answered; its body as JSON when it is
 */
export async function leaveApp(
  state: State,
  { account: hint, clientId }: z.output<typeof leaverSchema>,
  callback: keyof NonNullable<ClientOptions['callbacks']>,
): Promise<{ status: number; body: unknown }> {
  const account = accountOf(state.people.findAt('facebook', hint) ?? state.people.findByHint(hint))
  if (!account) throw new Error(`there is no account ${hint} at Facebook`)
  const client = findApp(state, account, clientId)
  const url = client?.callbacks?.[callback]
  if (!client || !url) throw new Error('there is no app that they use and that wants to be told')
  const grant = state.facebook.findGrant({ sub: account.sub, clientId: client.id })
  if (grant) state.facebook.endGrant(grant.id)
  return send(url, account, client)
}

/** The one that is named, or that they use, or else the only one. */
function findApp({ clientsOf, facebook }: State, { sub }: Account, clientId: string | undefined) {
  const apps = clientsOf('facebook')
  if (clientId !== undefined) return apps.find(({ id }) => id === clientId)
  return (
    apps.find(({ id }) => facebook.findGrant({ sub, clientId: id })) ??
    (apps.length === 1 ? apps[0] : undefined)
  )
}

async function send(url: string, { id }: Account, { secret }: ClientOptions) {
  const payload = { user_id: id, algorithm: 'HMAC-SHA256', issued_at: epochSeconds() }
  const response = await fetch(url, {
    method: 'POST',
    body: new URLSearchParams({ signed_request: signRequest(payload, secret) }),
    redirect: 'manual',
    signal: AbortSignal.timeout(30_000),
  })
  const text = await response.text()
  return { status: response.status, body: readJson(text) ?? text }
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
