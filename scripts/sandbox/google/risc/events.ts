import { createHash, randomUUID } from 'node:crypto'
import { type JWTPayload, SignJWT } from 'jose'
import { z } from 'zod'
import type { ClientOptions } from '../../clients.ts'
import { epochSeconds } from '../../clock.ts'
import type { State } from '../../state.ts'
import { endGrant, findGrant } from '../oauth/grants.ts'

const PREFIX = 'https://schemas.openid.net/secevent/'

/** https://developers.google.com/identity/protocols/risc#supported_event_types, and one that is not known. */
export const eventTypes = {
  'sessions-revoked': `${PREFIX}risc/event-type/sessions-revoked`,
  'tokens-revoked': `${PREFIX}oauth/event-type/tokens-revoked`,
  'token-revoked': `${PREFIX}oauth/event-type/token-revoked`,
  'account-disabled': `${PREFIX}risc/event-type/account-disabled`,
  'account-enabled': `${PREFIX}risc/event-type/account-enabled`,
  'account-purged': `${PREFIX}risc/event-type/account-purged`,
  'account-credential-change-required': `${PREFIX}risc/event-type/account-credential-change-required`,
  verification: `${PREFIX}risc/event-type/verification`,
  'something-new': `${PREFIX}risc/event-type/something-new`,
} as const

export type EventName = keyof typeof eventTypes

const names = Object.keys(eventTypes) as [EventName, ...EventName[]]

/** An event to send. What is left out is as Google does it; the rest is for tests of those who verify. */
export const eventSchema = z.object({
  event: z.enum(names),
  /** Whom it is about: a `sub` or an email. One that nobody has is taken for a `sub`. */
  account: z.string().default(''),
  reason: z.string().optional(),
  state: z.string().optional(),
  subjectType: z.string().default('iss-sub'),
  /** How a refresh token is named. */
  tokenBy: z.enum(['prefix', 'hash_base64_sha512_sha512']).default('hash_base64_sha512_sha512'),
  /** Seconds since it happened. */
  ago: z.number().default(0),
  jti: z.string().optional(),
  /** For which of the apps; the one that the person uses, or else the first. */
  clientId: z.string().optional(),
  /** Claims to replace; null takes one away. */
  claims: z.record(z.string(), z.json()).default({}),
  /** The same of the header. */
  header: z.record(z.string(), z.json()).default({}),
  /** `foreign`: a key that is not published, under a published key’s id. `secret`: HS256 by the secret of the client. */
  signature: z.enum(['ours', 'foreign', 'none', 'secret']).default('ours'),
  contentType: z.string().default('application/secevent+jwt'),
  /** How often it is sent, all at once. With 0 it is only signed. */
  times: z.int().min(0).max(1_000).default(1),
  /** Where to; where the stream says, or else where the app is. */
  url: z.string().optional(),
})

type Order = z.output<typeof eventSchema>

/** What the app answered, each time; and what was sent. */
export type Sent = { token: string; answers: { status: number; body: unknown }[] }

/**
 * Makes an event true at Google as far as this one knows of such things, and tells the app. A stream that is disabled, or did
 * not ask for it, is told nothing.
 */
export async function sendEvent(state: State, order: Order): Promise<Sent> {
  const client = findClient(state, order)
  const token = await signEvent(state, order, client)
  if (order.times > 0) makeTrue(state, order, client)
  const stream = state.google.risc.stream()
  const silent = stream && (stream.status === 'disabled' || !stream.events.includes(eventTypes[order.event]))
  if (silent && !order.url) return { token, answers: [] }
  const url = order.url ?? stream?.url ?? receiverOf(client)
  const all = Array.from({ length: order.times }, () => push(url, token, order.contentType))
  return { token, answers: await Promise.all(all) }
}

/** Where an app is told when nobody has registered anything else. */
function receiverOf({ redirectUris: [uri = ''] }: ClientOptions): string {
  return new URL('/api/security-events', uri).href
}

function findClient(state: State, { account, clientId }: Order): ClientOptions {
  const clients = state.clientsOf('google')
  const sub = subOf(state, account)
  const client = clientId
    ? clients.find(({ id }) => id === clientId)
    : (clients.find(({ id }) => findGrant(state.google.records, sub, id)) ?? clients[0])
  if (!client) throw new Error('there is no such app at Google')
  return client
}

function subOf({ people }: State, account: string): string {
  return people.findByHint(account)?.sub ?? account
}

async function signEvent(state: State, order: Order, client: ClientOptions): Promise<string> {
  const now = epochSeconds() - order.ago
  const claims: JWTPayload = {
    iss: `${state.issuer}/`,
    aud: client.id,
    iat: Math.floor(now),
    jti: order.jti ?? randomUUID(),
    events: { [eventTypes[order.event]]: bodyOf(state, order, client) },
  }
  const payload = replace(claims, order.claims)
  const changes = Object.entries(order.header).map(([name, value]) => [name, value ?? undefined])
  const header = { typ: 'secevent+jwt', ...Object.fromEntries(changes) }
  if (order.signature !== 'secret') return state.google.keys.sign(payload, order.signature, header)
  return new SignJWT(payload)
    .setProtectedHeader({ ...header, alg: 'HS256' })
    .sign(new TextEncoder().encode(client.secret))
}

function replace(claims: Record<string, unknown>, changes: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries({ ...claims, ...changes }).filter(([, value]) => value !== null))
}

function bodyOf(state: State, order: Order, client: ClientOptions): Record<string, unknown> {
  if (order.event === 'verification') return { state: order.state ?? '' }
  if (order.event === 'token-revoked') return { subject: nameToken(state, order, client) }
  const sub = subOf(state, order.account)
  const email = state.people.find(sub)?.email
  const claims = order.subjectType.startsWith('id') && email ? { email } : {}
  return {
    subject: { subject_type: order.subjectType, iss: `${state.issuer}/`, sub, ...claims },
    ...(order.reason !== undefined && { reason: order.reason }),
  }
}

/** "OAuth token identifiers" of the same page. */
function nameToken(state: State, { account, tokenBy }: Order, client: ClientOptions) {
  const token = newestToken(state, account, client) ?? ''
  const hash = (value: string | Buffer) => createHash('sha512').update(value).digest()
  return {
    subject_type: 'oauth_token',
    token_type: 'refresh_token',
    token_identifier_alg: tokenBy,
    token: tokenBy === 'prefix' ? token.slice(0, 16) : hash(hash(token)).toString('base64'),
  }
}

function newestToken(state: State, account: string, { id }: ClientOptions): string | undefined {
  const { records } = state.google
  const grant = findGrant(records, subOf(state, account), id)
  return records.list('RefreshToken').findLast((token) => grant && token.grantId === grant.id)?.jti
}

function makeTrue(state: State, { event, account }: Order, client: ClientOptions): void {
  const { records } = state.google
  const grant = findGrant(records, subOf(state, account), client.id)
  if (event === 'tokens-revoked' && grant) endGrant(records, grant.id)
  const token = event === 'token-revoked' && newestToken(state, account, client)
  if (token) records.remove('RefreshToken', token)
}

/** RFC 8935, section 2. */
async function push(url: string, token: string, contentType: string) {
  try {
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': contentType, accept: 'application/json' },
      body: token,
      redirect: 'manual',
      signal: AbortSignal.timeout(30_000),
    })
    const text = await response.text()
    return { status: response.status, body: readJson(text) ?? text }
  } catch (error) {
    return { status: 0, body: error instanceof Error ? error.message : 'no answer' }
  }
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
