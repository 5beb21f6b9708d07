import 'server-only'
import { readFile } from 'node:fs/promises'
import { importPKCS8, SignJWT } from 'jose'
import { z } from 'zod'
import { eventTypes } from '#lib/google/risc'
import { boundedFetch, readErrorBody, readJson } from '#lib/http/fetch'
import { isKeyItself, parseServiceAccount, type ServiceAccountKey } from '#lib/service-account'

/** Google's RISC API, as a project's service account may call it (https://developers.google.com/identity/protocols/risc#register_receiver). */
export type RiscApi = { url: string; key: ServiceAccountKey }

/** The stream of a project as Google has it. */
export type EventStream = { url: string | null; events: string[]; status: 'enabled' | 'disabled' | 'unknown' }

/** Where this site takes events. */
export const EVENTS_PATH = '/api/security-events'

const AUDIENCE = 'https://risc.googleapis.com/google.identity.risc.v1beta.RiscManagementService'
const PUSH = 'https://schemas.openid.net/secevent/risc/delivery-method/push'

/** Seconds for which a signed call is good: each call has one of its own. */
const VALID_SECONDS = 5 * 60

/** The key that a setting holds, or that lies in the file that it names. Its message names what is wrong, and no part of the key. */
export async function readServiceAccount(setting: string): Promise<ServiceAccountKey> {
  if (isKeyItself(setting)) return requireKey(parseServiceAccount(setting))
  const text = await readFile(setting, 'utf8').catch((error: NodeJS.ErrnoException) => {
    throw new Error(`GOOGLE_SERVICE_ACCOUNT names a file that cannot be read (${error.code ?? 'unknown'})`)
  })
  return requireKey(parseServiceAccount(text))
}

function requireKey(key: ServiceAccountKey | null): ServiceAccountKey {
  if (key) return key
  throw new Error('GOOGLE_SERVICE_ACCOUNT is no key of a service account as Google gives it in JSON')
}

const streamShape = z.object({
  delivery: z.object({ url: z.string().optional() }).optional(),
  events_requested: z.array(z.string()).default([]),
})

const statusShape = z.object({ status: z.enum(['enabled', 'disabled']).catch('disabled') })

/** The stream as it is; null when none is registered. */
export async function readStream(api: RiscApi): Promise<EventStream | null> {
  const response = await call(api, 'stream')
  if (response.status === 404) return null
  const { delivery, events_requested: events } = streamShape.parse(await readAnswer(response))
  const status = statusShape.safeParse(await readAnswer(await call(api, 'stream/status')))
  return { url: delivery?.url ?? null, events, status: status.data?.status ?? 'unknown' }
}

/** Has Google send every event that we know to this site, and turns the stream on. */
export async function registerStream(api: RiscApi, origin: string): Promise<void> {
  const delivery = { delivery_method: PUSH, url: origin + EVENTS_PATH }
  const events_requested = Object.values(eventTypes)
  await readAnswer(await call(api, 'stream:update', { delivery, events_requested }))
  await setStreamStatus(api, 'enabled')
}

/** While it is disabled, Google sends nothing, and keeps nothing for later. */
export async function setStreamStatus(api: RiscApi, status: 'enabled' | 'disabled'): Promise<void> {
  await readAnswer(await call(api, 'stream/status:update', { status }))
}

/** Has Google send an event that has this text in it, and is about nobody. */
export async function requestVerification(api: RiscApi, state: string): Promise<void> {
  await readAnswer(await call(api, 'stream:verify', { state }))
}

async function call({ url, key }: RiscApi, path: string, body?: object): Promise<Response> {
  const authorization = `Bearer ${await signCall(key)}`
  return boundedFetch(`${url.replace(/\/$/, '')}/v1beta/${path}`, {
    method: body ? 'POST' : 'GET',
    headers: {
      authorization,
      accept: 'application/json',
      ...(body && { 'content-type': 'application/json' }),
    },
    ...(body && { body: JSON.stringify(body) }),
  })
}

/** "Generate an authorization token": a JWT by the account's own key, which the API takes as it is (RFC 7523, section 3). */
async function signCall({ client_email, private_key, private_key_id }: ServiceAccountKey): Promise<string> {
  const now = Math.floor(Date.now() / 1000)
  return new SignJWT({})
    .setProtectedHeader({ alg: 'RS256', kid: private_key_id, typ: 'JWT' })
    .setIssuer(client_email)
    .setSubject(client_email)
    .setAudience(AUDIENCE)
    .setIssuedAt(now)
    .setExpirationTime(now + VALID_SECONDS)
    .sign(await importPKCS8(private_key, 'RS256'))
}

const errorShape = z.object({
  error: z.object({ status: z.string().max(100).default(''), message: z.string().max(500).default('') }),
})

async function readAnswer(response: Response): Promise<unknown> {
  if (response.ok) return readJson(response)
  const { data } = errorShape.safeParse(await readErrorBody(response))
  const said = data ? ` ${data.error.status}: ${data.error.message}` : ''
  throw new Error(`The RISC API answered ${response.status}${said}`)
}

/** The events that we ask for and a stream does not send. */
export function findMissingEvents({ events }: Pick<EventStream, 'events'>): string[] {
  return Object.entries(eventTypes)
    .filter(([, type]) => !events.includes(type))
    .map(([kind]) => kind)
}
