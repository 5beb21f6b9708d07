import { createServer, request as forward, type IncomingHttpHeaders } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect } from '@playwright/test'
import { brand } from '#lib/brand'
import { examine } from '#lib/doctor/examine'
import { createQuestion } from '#lib/doctor/question'
import { openSetUp } from '#lib/doctor/set-up'
import { proxy, publicAddress } from '#lib/doctor/site'
import { test as base, echo } from '#tests/support/http-server'

const SECRET = 'a secret for tests that is long enough'

type Proxy = { origin: string; aimAt: (port: number, changes?: IncomingHttpHeaders) => void }

/** A proxy before the server, as the public knows it: it says on whose behalf it asks. */
const test = base.extend<{ outside: Proxy; hops: number }>({
  hops: [1, { option: true }],
  outside: async ({ hops }, use) => {
    let port = 0
    let changes: IncomingHttpHeaders = {}
    const server = createServer((incoming, outgoing) => {
      const headers: IncomingHttpHeaders = { ...incoming.headers, 'x-forwarded-proto': 'http' }
      if (hops > 0) headers['x-forwarded-for'] = Array.from({ length: hops }, () => '192.0.2.7').join(', ')
      Object.assign(headers, changes)
      incoming.pipe(
        forward({ port, path: incoming.url, method: incoming.method, headers }, (answer) => {
          outgoing.writeHead(answer.statusCode ?? 502, answer.headers)
          answer.pipe(outgoing)
        }),
      )
    })
    await new Promise<void>((resolve) => server.listen(0, 'localhost', resolve))
    const origin = `http://localhost:${(server.address() as AddressInfo).port}`
    await use({
      origin,
      aimAt: (target, wanted = {}) => {
        port = target
        changes = wanted
      },
    })
    server.closeAllConnections()
    await new Promise((resolve) => server.close(resolve))
  },
})

/** What the doctor says of the public address and of the way from there to the server. */
async function lookAt(origin: string) {
  const setUp = openSetUp({ environment: { AUTH_URL: origin, AUTH_SECRET: SECRET }, processes: 1 })
  const [address, way] = await examine([publicAddress, proxy], setUp)
  return { address, way }
}

for (const [title, hops, verdict] of [
  ['one proxy is trusted and there is one: fine', 1, 'ok'],
  ['one proxy is trusted and there are two: everybody has the address of the inner one', 2, 'warning'],
  ['one proxy is trusted and none says on whose behalf it asks: nobody has an address', 0, 'warning'],
] as const) {
  test.describe(() => {
    test.use({ hops })

    test(`${title}`, async ({ outside, start }) => {
      const server = await start(echo, { origin: outside.origin, trustedProxyHops: 1 })
      outside.aimAt(server.port)
      const { address, way } = await lookAt(outside.origin)
      expect(address?.verdict).toBe('ok')
      expect(way?.verdict).toBe(verdict)
      expect(way?.seen).toMatch(new RegExp(`${hops} address(es)? in X-Forwarded-For, TRUSTED_PROXY_HOPS=1`))
      if (verdict === 'warning') expect(way?.advice).toContain(`TRUSTED_PROXY_HOPS=${hops}`)
    })
  })
}

test('nobody but the doctor learns what the server sees', { tag: '@R106' }, async ({ start }) => {
  const origin = 'https://app.example'
  const server = await start(echo, { origin, trustedProxyHops: 1 })
  const good = createQuestion({ secret: SECRET, origin })
  const ask = async (question: string) => {
    const { headers, body } = await server.ask('/', { headers: { [brand.headers.doctor]: question } })
    return { proof: headers[brand.headers.doctor], shown: body.includes('"trustedProxyHops"') }
  }

  expect(await ask(good)).toEqual({ proof: expect.any(String), shown: true })
  for (const question of [
    '',
    'please',
    good.slice(0, -1),
    good.replace(/^\d/, '9'),
    createQuestion({ secret: 'another secret that is long enough', origin }),
    createQuestion({ secret: SECRET, origin: 'https://other.example' }),
    createQuestion({ secret: SECRET, origin }, Date.now() - 6 * 60_000),
    createQuestion({ secret: SECRET, origin }, Date.now() + 6 * 60_000),
  ]) {
    expect(await ask(question), question).toEqual({ proof: undefined, shown: false })
  }
})

test('an answer that only repeats the question proves nothing', async ({ outside, start }) => {
  const stranger = await start(
    (request, response) => {
      response.setHeader(brand.headers.doctor, String(request.headers[brand.headers.doctor]))
      response.end('{"addresses":0,"trustedProxyHops":0}')
    },
    { origin: outside.origin, authSecret: 'another secret that is long enough' },
  )
  outside.aimAt(stranger.port)
  const { address, way } = await lookAt(outside.origin)
  expect(address?.verdict).toBe('warning')
  expect(way).toMatchObject({ verdict: 'skipped', seen: 'needs public-address' })
})

/** What the innermost proxy passes on, and what the doctor says of it; null when all is well. */
const passed: [title: string, headers: Record<string, string>, problem: RegExp | null, said: RegExp][] = [
  ['an address with a port', { 'x-forwarded-for': '192.0.2.7:50123' }, null, /1 address in/],
  ['no readable address', { 'x-forwarded-for': 'unknown' }, /“unknown” is no address/, /1 address in/],
  ['an empty entry beside the address', { 'x-forwarded-for': '192.0.2.7, ' }, null, /1 address in/],
  ['no name', {}, null, /without X-Forwarded-Host, somebody who comes by another name/],
  [
    'its own name',
    { 'x-forwarded-host': 'next.internal' },
    /not the name in AUTH_URL/,
    /as http:\/\/next.internal/,
  ],
  [
    'the name that it was asked for',
    { 'x-forwarded-host': 'localhost' },
    null,
    /forwarded as http:\/\/localhost/,
  ],
]

for (const [title, headers, problem, said] of passed) {
  test(`a proxy that passes on ${title} ${problem ? 'is warned of' : 'is right'}`, async ({
    outside,
    start,
  }) => {
    const server = await start(echo, { origin: outside.origin, trustedProxyHops: 1 })
    outside.aimAt(server.port, headers)
    const { way } = await lookAt(outside.origin)
    expect(way?.seen).toMatch(said)
    expect(way?.verdict).toBe(problem ? 'warning' : 'ok')
    if (problem) expect(way?.seen).toMatch(problem)
    else expect(way?.seen).not.toMatch(/is no address|not the name/)
  })
}
