import { send } from '#tests/support/http'
import { expect, test } from '#tests/support/test'

const PROBLEM = 'application/problem+json'

/** Next's router says what an answer varies by; a handler that is called by its entry does not. */
const ROUTED = /^rsc, /

/** What Next's own servers tell each other, and believe. */
const internal: Record<string, string>[] = [
  { 'x-matched-path': '/api/export' },
  { 'x-now-route-matches': '1=evil' },
  { 'x-middleware-rewrite': '/api/export' },
  { 'x-middleware-next': '1' },
  { 'x-nextjs-data': '1' },
  { 'next-resume': '1', 'x-next-resume-state-length': '3' },
  { 'x-prerender-revalidate': 'evil' },
]

type Row = [
  path: string,
  options: Parameters<typeof send>[1],
  status: number,
  /** Of an answer by an entry. */
  headers?: Record<string, string>,
]

const requests: Row[] = [
  ['/api/me', {}, 401, { 'content-type': PROBLEM }],
  ['/api/me?a=%zz', {}, 401, { 'content-type': PROBLEM }],
  ['/api/me', { method: 'HEAD' }, 401, { 'content-type': PROBLEM }],
  ['/api/me', { headers: { rsc: '1' } }, 401, { 'content-type': PROBLEM }],
  ...internal.map((headers): Row => ['/api/me', { headers }, 401, { 'content-type': PROBLEM }]),
  ['/api/health/live', {}, 200, {}],
  ['/api/health/ready', {}, 200, {}],
  ['/.well-known/change-password', {}, 303, {}],
  ['/api/me', { method: 'POST' }, 405, {}],
  ['/api/me', { method: 'OPTIONS' }, 204, {}],
  ['/sign-in/start', {}, 405, {}],
  ['/sign-in/start', { method: 'POST' }, 303, {}],
  ['/api/auth/callback/google?state=x&code=y', {}, 303, {}],
  ['/api/auth/callback/google', { method: 'HEAD' }, 405, {}],
  ['/api/auth/callback/google', { method: 'POST' }, 405, {}],
  ['/api/auth/callback/nobody', {}, 404, {}],
  ['/api/auth/callback/goo%67le', {}, 404, {}],
  ['/api/auth/session', {}, 404, {}],
  ['/api/auth', {}, 404],
  // Next has them written properly, and has not looked yet for who answers.
  ['/api/auth/', {}, 308, { location: '/api/auth' }],
  ['/api/auth/callback/google/', {}, 308, { location: '/api/auth/callback/google' }],
  ['/api/auth//callback/google', {}, 308, { location: '/api/auth/callback/google' }],
  ['/api/sessions', {}, 404],
]

for (const [path, options, status, headers] of requests) {
  test(`${JSON.stringify(options)} of ${path} is answered ${status}`, { tag: '@R101' }, async ({ stack }) => {
    const answer = await send(`${stack.appUrl}${path}`, options)
    expect(answer.status).toBe(status)
    for (const [name, value] of Object.entries(headers ?? {})) expect(answer.headers.get(name)).toBe(value)
    expect(ROUTED.test(answer.headers.get('vary') ?? '')).toBe(headers === undefined)
    expect(answer.headers.get('cache-control')).toBe('private, no-store, no-transform')
    expect(answer.headers.get('x-request-id')).toMatch(/^[\w-]{22}$/)
    expect(answer.headers.get('x-content-type-options')).toBe('nosniff')
  })
}
