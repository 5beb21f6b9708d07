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
