import { createHmac } from 'node:crypto'
import type { Context } from 'koa'
import type { ClientOptions } from '../clients.ts'
import { epochSeconds } from '../clock.ts'
import type { State } from '../state.ts'
import { type GraphError, graphErrors, noSuchField } from './errors.ts'
import { type Account, accountOf, pictureOf } from './people.ts'
import type { FacebookGrant } from './state.ts'

/** Who calls: an app with its own token, or an app for a person. */
type Caller = { client: ClientOptions; sub: string | null }

type GraphAnswer = { body: unknown; error?: undefined } | { error: GraphError }

/**
 * Graph: a person with what they share, an app for itself
 * (https://developers.facebook.com/docs/graph-api/reference/user).
 *
 * @param id of the address: an app-scoped id, `me`, or the app's own
 * @param origin the sandbox's own address
 */
export function readGraph(state: State, ctx: Context, id: string, origin: string): GraphAnswer {
  const caller = findCaller(state, ctx)
  if ('code' in caller) return { error: caller }
  if (ctx.method !== 'GET') return { error: graphErrors.notThere }
  const fields = new URLSearchParams(ctx.querystring).get('fields')
  if (id === caller.client.id && caller.sub === null)
    return pick(appFields(state, caller.client), fields, ['id'])
  const user = findUser(state, caller, id)
  if (!user) return { error: graphErrors.notThere }
  return pick(userFields(state, user, origin), fields, ['id', 'name'])
}

/**
 * What a person allows the app: read, or taken back as a whole or by one name, with their token or the app's
 * (https://developers.facebook.com/docs/graph-api/reference/user/permissions).
 */
export function answerPermissions(state: State, ctx: Context, id: string, name?: string): GraphAnswer {
  const caller = findCaller(state, ctx)
  if ('code' in caller) return { error: caller }
  const grant = findUser(state, caller, id)?.grant
  if (!grant || (name !== undefined && !grant.scopes.includes(name))) return { error: graphErrors.notThere }
  const { scopes, declined } = grant
  if (ctx.method !== 'DELETE') {
    const rows = (held: string[], status: string) => held.map((permission) => ({ permission, status }))
    return { body: { data: [...rows(scopes, 'granted'), ...rows(declined, 'declined')] } }
  }
  if (name === undefined) state.facebook.endGrant(grant.id)
  else {
    const rest = scopes.filter((held) => held !== name)
    state.facebook.putGrant({ ...grant, scopes: rest, declined: [...declined, name] })
  }
  return { body: { success: true } }
}

function findCaller({ clientsOf, facebook }: State, ctx: Context): Caller | GraphError {
  const clients = clientsOf('facebook')
  const query = new URLSearchParams(ctx.querystring)
  const [, bearer] = /^(?:Bearer|OAuth) (.+)$/i.exec(ctx.get('authorization')) ?? []
  const value = query.get('access_token') ?? bearer
  if (!value) return graphErrors.noToken
  const accept = (client: ClientOptions, sub: string | null) =>
    judgeProof(client, value, query, facebook.settings.requireProof) ?? { client, sub }

  if (value.includes('|')) {
    const client = clients.find(({ id, secret }) => value === `${id}|${secret}`)
    return client ? accept(client, null) : graphErrors.wrongAppToken
  }
  const token = facebook.findToken(value)
  const client = clients.find(({ id }) => id === token?.clientId)
  if (!token || !client) return graphErrors.noSuchToken
  if (token.ended !== null) return { ...graphErrors.appRemoved, subcode: token.ended }
  if (token.expiresAt <= epochSeconds()) return graphErrors.expiredToken
  return accept(client, token.sub)
}

/** `appsecret_proof` is looked at when it is there, and demanded when the app says so. */
function judgeProof(
  { secret }: ClientOptions,
  token: string,
  query: URLSearchParams,
  required: boolean,
): GraphError | null {
  const proof = query.get('appsecret_proof')
  if (proof === null) return required ? graphErrors.noProof : null
  return proof === createHmac('sha256', secret).update(token).digest('hex') ? null : graphErrors.wrongProof
}

/** Somebody who uses an app, and what they allow it. */
type User = { account: Account; grant: FacebookGrant }

/** By an app-scoped id or `me`. With a person's own token it is nobody but that person. */
function findUser({ people, facebook }: State, { client, sub }: Caller, id: string): User | undefined {
  const asked = id === 'me' ? people.find(sub ?? '') : people.findAt('facebook', id)
  const account = accountOf(asked)
  if (!account || (sub !== null && sub !== account.sub)) return undefined
  const grant = facebook.findGrant({ sub: account.sub, clientId: client.id })
  return grant && { account, grant }
}

/** What an app may read of itself. What its console has nothing for is not there. */
function appFields({ facebook: { settings } }: State, { id, name }: ClientOptions): Record<string, unknown> {
  const link = `https://www.facebook.com/games/?app_id=${id}`
  return { id, name, link, privacy_policy_url: settings.privacyPolicyUrl ?? undefined }
}

/** An address is absent when there is none or it was not shared, and nothing says that it is verified. */
function userFields(state: State, { account, grant }: User, origin: string): Record<string, unknown> {
  const { id, email, name } = account
  const [first_name, ...last] = name.split(' ')
  const picture = pictureOf(account, origin, state.facebook.settings)
  const silhouette = { width: 50, height: 50, is_silhouette: picture === null }
  return {
    id,
    name,
    first_name,
    last_name: last.join(' ') || undefined,
    email: grant.scopes.includes('email') ? (email ?? undefined) : undefined,
    picture: { data: { ...silhouette, url: picture ?? `${origin}/photos/nobody.svg` } },
  }
}

function pick(all: Record<string, unknown>, fields: string | null, usual: string[]): GraphAnswer {
  const names = fields ? fields.replace(/\{[^}]*\}/g, '').split(',') : usual
  const unknown = names.find((name) => !(name in all))
  if (unknown !== undefined) return { error: noSuchField(unknown) }
  return { body: Object.fromEntries([...new Set(['id', ...names])].map((name) => [name, all[name]])) }
}
