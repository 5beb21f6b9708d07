/** The endpoints that stand in for a provider's. Requests to them are counted, and they can be given faults. */
export const endpoints = ['discovery', 'jwks', 'authorize', 'token', 'userinfo', 'revoke', 'drive'] as const
export type Endpoint = (typeof endpoints)[number]

/** Where each endpoint is: Google's own paths, all on one host. */
export const paths = {
  discovery: '/.well-known/openid-configuration',
  jwks: '/oauth2/v3/certs',
  authorize: '/o/oauth2/v2/auth',
  token: '/token',
  userinfo: '/v1/userinfo',
  revoke: '/revoke',
  drive: '/drive/v3/files',
} as const satisfies Record<Endpoint, string>

const byPath = new Map<string, Endpoint>(endpoints.map((endpoint) => [paths[endpoint], endpoint]))

export function endpointAt(path: string): Endpoint | undefined {
  return byPath.get(path)
}

export type IssuedKind = 'code' | 'access_token' | 'refresh_token' | 'id_token'
export type Issued = { kind: IssuedKind; value: string }
export type Counts = Record<Endpoint, number>

/** What was asked of the endpoints since the last reset, and every code and token that was issued. */
export function createLog() {
  let counts = noCounts()
  let issued: Issued[] = []
  return {
    countRequest(endpoint: Endpoint): void {
      counts[endpoint] += 1
    },
    counts: (): Counts => ({ ...counts }),
    recordIssued(kind: IssuedKind, value: string): void {
      issued.push({ kind, value })
    },
    issued: (): Issued[] => issued,
    resetCounts(): void {
      counts = noCounts()
    },
    reset(): void {
      counts = noCounts()
      issued = []
    },
  }
}

function noCounts(): Counts {
  return Object.fromEntries(endpoints.map((endpoint) => [endpoint, 0])) as Counts
}
