import type { AdapterPayload } from 'oidc-provider'
import { epochSeconds } from '../../clock.ts'
import type { Records } from './records.ts'
import { parseScopes } from './scopes.ts'

const tenYears = 315_360_000

/**
 * What one person lets one client do. Google has a single such grant, whatever was asked when ("combined
 * authorization", https://developers.google.com/identity/protocols/oauth2/web-server#incrementalAuth).
 */
export type Grant = { id: string; sub: string; clientId: string; scopes: string[] }

export function findGrant(records: Records, sub: string, clientId: string): Grant | undefined {
  const payload = records.find('Grant', grantId(sub, clientId))
  return payload && readGrant(payload)
}

export function listGrants(records: Records): Grant[] {
  return records.list('Grant').map(readGrant)
}

/** Adds scopes to the grant, which is made when it is not there. */
export function addScopes(records: Records, sub: string, clientId: string, scopes: string[]): void {
  const held = findGrant(records, sub, clientId)?.scopes ?? []
  writeGrant(records, {
    id: grantId(sub, clientId),
    sub,
    clientId,
    scopes: [...new Set([...held, ...scopes])],
  })
}

/** Takes one scope away; tokens stay, and the next refresh answers with fewer scopes. */
export function removeScope(records: Records, grant: Grant, scope: string): void {
  const [removed] = parseScopes(scope)
  writeGrant(records, { ...grant, scopes: grant.scopes.filter((held) => held !== removed) })
}

/** Ends the grant with every code and token under it. */
export function endGrant(records: Records, id: string): void {
  records.removeTokensOf(id)
  records.remove('Grant', id)
}

/** Has the access tokens under a grant expire now: to who shows one, it is unknown. */
export function expireAccess(records: Records, id: string): void {
  records.removeTokensOf(id, ['AccessToken'])
}

/** How many tokens of a kind under a grant are good. */
export function countLive(records: Records, id: string, kind: 'AccessToken' | 'RefreshToken'): number {
  return records
    .list(kind)
    .filter(({ grantId, consumed, exp = 0 }) => grantId === id && !consumed && exp > epochSeconds()).length
}

/** Drops the oldest live refresh tokens under a grant until there are at most `limit`. */
export function limitRefreshTokens(records: Records, id: string, limit: number): void {
  const live = records.list('RefreshToken').filter((token) => token.grantId === id && !token.consumed)
  for (const token of live.slice(0, Math.max(0, live.length - limit))) {
    if (token.jti) records.remove('RefreshToken', token.jti)
  }
}

// The id follows from its parts, so that simultaneous first consents cannot make two grants.
function grantId(sub: string, clientId: string): string {
  return `${clientId}|${sub}`
}

function writeGrant(records: Records, { id, sub, clientId, scopes }: Grant): void {
  const now = epochSeconds()
  records.put('Grant', id, {
    kind: 'Grant',
    jti: id,
    iat: now,
    exp: now + tenYears,
    accountId: sub,
    clientId,
    openid: { scope: scopes.join(' ') },
  })
}

function readGrant(payload: AdapterPayload): Grant {
  const { jti = '', accountId = '', clientId = '', openid } = payload
  return { id: jti, sub: accountId, clientId, scopes: parseScopes(openidScope(openid)) }
}

// The types of oidc-provider do not say that a grant's payload has `openid`.
function openidScope(openid: unknown): string {
  const scope = openid && typeof openid === 'object' && 'scope' in openid ? openid.scope : ''
  return typeof scope === 'string' ? scope : ''
}
