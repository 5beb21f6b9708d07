import { expect } from '@playwright/test'
import type { ServerSettings } from '#server/settings'
import { echo, test } from '#tests/support/http-server'

type Settings = Partial<ServerSettings>
type Fields = Record<string, string>

const PROXIED: Settings = { origin: 'https://app.example', trustedProxyHops: 1 }
const TWO_PROXIES: Settings = { origin: 'https://app.example', trustedProxyHops: 2 }
const UNCOUNTED: Settings = { origin: 'https://app.example', trustedProxyHops: 0 }
const LOCAL: Settings = { origin: 'http://localhost:3000', trustedProxyHops: 0 }
const DEVELOPMENT: Settings = { origin: 'https://localhost:3000', development: true }

const PAGE: Fields = { 'sec-fetch-dest': 'document', accept: 'text/html,*/*;q=0.8' }
const PATH = '/drive?q=tax&sort=largest'

/** Names that a browser asks for, as they arrive, and whether it is surely another than that of AUTH_URL. */
const names: [title: string, settings: Settings, headers: Fields, other: boolean][] = [
  ['the name itself', LOCAL, { host: 'localhost:3000' }, false],
  ['the name in capitals', LOCAL, { host: 'LOCALHOST:3000' }, false],
  ['the address of this machine', LOCAL, { host: '127.0.0.1:3000' }, true],
  ['its IPv6 address', LOCAL, { host: '[::1]:3000' }, true],
  ['its address in the network', LOCAL, { host: '192.168.1.7:3000' }, true],
  ['another port', LOCAL, { host: 'localhost:8080' }, true],
  ['no port', LOCAL, { host: 'localhost' }, true],
  ['a dot at the end', LOCAL, { host: 'localhost.:3000' }, true],
  ['the address of this machine, in development', DEVELOPMENT, { host: '127.0.0.1:3000' }, true],
  ['nonsense', LOCAL, { host: 'a b' }, false],
  ['a name that a proxy asks for, which is not counted', LOCAL, { host: 'next', via: '1.1 proxy' }, false],
  [
    'a name that a proxy asks for, which says whose request it is',
    LOCAL,
    { host: 'next', 'x-forwarded-for': '::1' },
    false,
  ],
  [
    'the name of an upstream, with https before a server that speaks none',
    UNCOUNTED,
    { host: 'next' },
    false,
  ],
  ['www, with a proxy that is not counted', UNCOUNTED, { host: 'www.app.example' }, false],
  ['the name of an upstream', PROXIED, { host: 'next' }, false],
  ['the name of an upstream, forwarded', PROXIED, { host: 'next', 'x-forwarded-host': 'app.example' }, false],
  ['the name, forwarded with a port', PROXIED, { 'x-forwarded-host': 'app.example:8443' }, false],
  ['the name, forwarded in capitals', PROXIED, { 'x-forwarded-host': 'App.Example' }, false],
  ['www, forwarded', PROXIED, { host: 'next', 'x-forwarded-host': 'www.app.example' }, true],
  ['a load balancer’s own name', PROXIED, { 'x-forwarded-host': 'lb-1.cloud.example' }, true],
  ['the bare address', PROXIED, { 'x-forwarded-host': '203.0.113.9' }, true],
  ['www by two proxies', TWO_PROXIES, { 'x-forwarded-host': 'www.app.example, origin.example' }, true],
  ['the name by two proxies', TWO_PROXIES, { 'x-forwarded-host': 'app.example, origin.example' }, false],
  ['nonsense, forwarded', PROXIED, { 'x-forwarded-host': 'a b' }, false],
]

for (const [title, settings, headers, other] of names) {
  test(`${title}: a page is ${other ? 'sent on, once' : 'shown'}`, async ({ start }) => {
    const { ask } = await start(echo, settings)
    const { origin = '' } = settings
    const first = await ask(PATH, { headers: { ...PAGE, ...headers } })
    expect(first.headers.location).toBe(other ? `${origin}${PATH}&from-other-name` : undefined)
    expect(first.status).toBe(other ? 307 : 200)
    if (!other) return
    const path = first.headers.location!.slice(origin.length)
    // Behind a proxy that renames every request it arrives just so again.
    expect((await ask(path, { headers: { ...PAGE, ...headers } })).status).toBe(200)
    const proper = settings.trustedProxyHops
      ? { 'x-forwarded-host': new URL(origin).host }
      : { host: new URL(origin).host }
    const there = await ask(path, { headers: { ...PAGE, ...proper } })
    expect([there.status, there.headers.location]).toEqual([307, origin + PATH])
    expect((await ask(PATH, { headers: { ...PAGE, ...proper } })).status).toBe(200)
  })
}

test('no path leads anywhere but to AUTH_URL, and no answer is kept', async ({ start }) => {
  const { ask } = await start(echo, LOCAL)
  for (const path of [
    '//evil.example/',
    '/\\evil.example',
    '/@evil.example',
    '/.evil.example',
    '/?',
    '/?//evil.example',
  ]) {
    const { headers } = await ask(path, { headers: { ...PAGE, host: '127.0.0.1:3000' } })
    expect(new URL(headers.location ?? '').origin, path).toBe('http://localhost:3000')
    expect(headers['cache-control']).toBe('private, no-store, no-transform')
  }
})

test('only pages that a browser opens by itself are sent on', async ({ start }) => {
  const { ask } = await start(echo, LOCAL)
  const host = '127.0.0.1:3000'
  const statusOf = async (path: string, headers: Fields, method = 'GET') =>
    (await ask(path, { method, headers: { host, ...headers } })).status
  expect(await statusOf('/', PAGE, 'HEAD')).toBe(307)
  expect(await statusOf('/', { accept: 'text/html' })).toBe(307)
  for (const path of [
    '/api/health/ready',
    '/api/auth/callback/google',
    '/_next/static/a.js',
    '/.well-known/security.txt',
  ])
    expect(await statusOf(path, PAGE), path).toBe(200)
  const form = { 'content-type': 'multipart/form-data; boundary=x' }
  expect(await statusOf('/', { ...PAGE, ...form }, 'POST')).toBe(200)
  expect(await statusOf('/', { ...PAGE, 'sec-fetch-dest': 'empty' })).toBe(200)
  expect(await statusOf('/icon.svg', { accept: 'image/*' })).toBe(200)
  expect(await statusOf('/', {})).toBe(200)
})
