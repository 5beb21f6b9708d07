import type { AdapterPayload } from 'oidc-provider'
import { epochSeconds } from './clock.ts'
import { parseScopes } from './scopes.ts'
import type { Store } from './store.ts'

const tenYears = 315_360_000

/** What one person lets one client do. Google keeps a single such grant, whatever was asked when. */
export type Access = { id: string; sub: string; clientId: string; scopes: string[] }

/** The grant of a person for a client, if there is one. */
export function findAccess(store: Store, sub: string, clientId: string): Access | undefined {
  const payload = store.find('Grant', grantId(sub, clientId))
  return payload && readAccess(payload)
}

export function listAccess(store: Store): Access[] {
  return store.list('Grant').map(readAccess)
}

/** Adds scopes to the grant, which is made when it is not there. */
export function addAccess(store: Store, sub: string, clientId: string, scopes: string[]): void {
  const held = findAccess(store, sub, clientId)?.scopes ?? []
  writeAccess(store, {
    id: grantId(sub, clientId),
    sub,
    clientId,
    scopes: [...new Set([...held, ...scopes])],
  })
}

/** Ends the grant with every code and token under it. */
export function endAccess(store: Store, id: string): void {
  store.removeTokensOf(id)
  store.remove('Grant', id)
}

/** Takes one scope away; tokens stay, and the next refresh answers with fewer scopes. */
export function narrowAccess(store: Store, access: Access, scope: string): void {
  const [removed] = parseScopes(scope)
  writeAccess(store, { ...access, scopes: access.scopes.filter((held) => held !== removed) })
}

/** Drops the oldest live refresh tokens of a person for a client, keeping `limit`. */
export function limitRefreshTokens(store: Store, id: string, limit: number): void {
  const live = store.list('RefreshToken').filter((token) => token.grantId === id && !token.consumed)
  for (const token of live.slice(0, Math.max(0, live.length - limit))) {
    if (token.jti) store.remove('RefreshToken', token.jti)
  }
}

// The id follows from its parts, so that simultaneous first consents cannot make two grants.
function grantId(sub: string, clientId: string): string {
  return `${clientId}|${sub}`
}

function writeAccess(store: Store, { id, sub, clientId, scopes }: Access): void {
  const now = epochSeconds()
  store.put('Grant', id, {
    kind: 'Grant',
    jti: id,
    iat: now,
    exp: now + tenYears,
    accountId: sub,
    clientId,
    openid: { scope: scopes.join(' ') },
  })
}

function readAccess(payload: AdapterPayload): Access {
  const { jti = '', accountId = '', clientId = '', openid } = payload
  return { id: jti, sub: accountId, clientId, scopes: parseScopes(openidScope(openid)) }
}

// The types of oidc-provider do not say that a grant's payload has `openid`.
function openidScope(openid: unknown): string {
  const scope = openid && typeof openid === 'object' && 'scope' in openid ? openid.scope : ''
  return typeof scope === 'string' ? scope : ''
}
