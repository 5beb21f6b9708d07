/**
 * The endpoints that stand in for a provider's, and where each is: the providers' own paths, all on one host. A part that
 * begins with a colon stands for any one part. Requests to them are counted, and they can be given faults.
 */
export const paths = {
  discovery: '/.well-known/openid-configuration',
  jwks: '/oauth2/v3/certs',
  authorize: '/o/oauth2/v2/auth',
  token: '/token',
  userinfo: '/v1/userinfo',
  revoke: '/revoke',
  drive: '/drive/v3/files',
  'x-authorize': '/i/oauth2/authorize',
  'x-token': '/2/oauth2/token',
  'x-revoke': '/2/oauth2/revoke',
  'x-me': '/2/users/me',
  'x-tweets': '/2/users/:id/tweets',
  'facebook-dialog': '/v26.0/dialog/oauth',
  'facebook-token': '/v26.0/oauth/access_token',
  'facebook-keys': '/.well-known/oauth/openid/jwks/',
  'facebook-permissions': '/v26.0/:id/permissions',
  'facebook-graph': '/v26.0/:id',
} as const

export type Endpoint = keyof typeof paths
export const endpoints = Object.keys(paths) as Endpoint[]

const patterns = endpoints.map((endpoint) => ({ endpoint, parts: paths[endpoint].split('/') }))

/** The endpoint at a path, and the part of the path that its pattern leaves open. */
export function endpointAt(path: string): { endpoint: Endpoint; id: string | undefined } | undefined {
  const asked = path.split('/')
  const found = patterns.find(
    ({ parts }) =>
      parts.length === asked.length &&
      parts.every((part, i) => (part.startsWith(':') ? asked[i] !== '' : part === asked[i])),
  )
  if (!found) return undefined
  const open = found.parts.findIndex((part) => part.startsWith(':'))
  return { endpoint: found.endpoint, id: open < 0 ? undefined : asked[open] }
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
