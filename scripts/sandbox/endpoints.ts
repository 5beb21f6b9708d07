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
  'risc-configuration': '/.well-known/risc-configuration',
  'risc-stream': '/v1beta/stream',
  'risc-update': '/v1beta/stream:update',
  'risc-status': '/v1beta/stream/status',
  'risc-status-update': '/v1beta/stream/status:update',
  'risc-verify': '/v1beta/stream:verify',
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

/** One request to an endpoint, without a secret. `at` is real time, whatever the sandbox's clock says. */
export type SeenRequest = {
  id: number
  at: string
  method: string
  /** The path, and the query with the values that may be shown. */
  path: string
  endpoint: Endpoint
  /** Null as long as there is no answer. One that a fault kept back never has one. */
  status: number | null
  milliseconds: number | null
  /** Whether a fault answered, or delayed it. */
  fault: boolean
}

const REQUESTS_KEPT = 200

/** What was asked of the endpoints since the last reset, and every code and token that was issued. */
export function createLog() {
  let counts = noCounts()
  let issued: Issued[] = []
  let requests: SeenRequest[] = []
  let lastId = 0
  return {
    /** Counts a request and lists it. @returns what becomes of it, to be written there. */
    countRequest(endpoint: Endpoint, method: string, url: string): SeenRequest {
      counts[endpoint] += 1
      lastId += 1
      const at = new Date().toISOString()
      const path = maskQuery(url)
      const seen = { id: lastId, at, method, path, endpoint, status: null, milliseconds: null, fault: false }
      requests = [seen, ...requests].slice(0, REQUESTS_KEPT)
      return seen
    },
    counts: (): Counts => ({ ...counts }),
    /** The last requests, the newest first. */
    requests: (): SeenRequest[] => requests,
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
      requests = []
    },
  }
}

/** Parameters whose values say what was asked. Of all others there is the name alone: they may be a secret. */
const SHOWN =
  /^(response_type|scope|prompt|access_type|include_granted_scopes|redirect_uri|client_id|grant_type|auth_type|code_challenge_method|q|orderBy|pageSize|fields|corpora|includeItemsFromAllDrives|supportsAllDrives|max_results|exclude|[a-z]+\.fields|expansions|permission)$/

/** The path and query of a URL without what may be a secret. */
export function maskQuery(url: string): string {
  const { pathname, searchParams } = new URL(url, 'http://sandbox.invalid')
  const shown = [...searchParams].map(([name, value]) => `${name}=${SHOWN.test(name) ? value : '…'}`)
  return shown.length > 0 ? `${pathname}?${shown.join('&')}` : pathname
}

function noCounts(): Counts {
  return Object.fromEntries(endpoints.map((endpoint) => [endpoint, 0])) as Counts
}
