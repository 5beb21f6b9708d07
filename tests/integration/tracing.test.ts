import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { json } from 'node:stream/consumers'
import { z } from 'zod'
import { newToken } from '#lib/sessions/cookie'
import { send } from '#tests/support/http'
import { expect, test } from '#tests/support/test'

const attribute = z.object({ key: z.string(), value: z.record(z.string(), z.unknown()) })
const span = z.object({
  name: z.string(),
  traceId: z.string(),
  spanId: z.string(),
  parentSpanId: z.string().optional(),
  attributes: z.array(attribute),
})
const export_ = z.object({
  resourceSpans: z.array(z.object({ scopeSpans: z.array(z.object({ spans: z.array(span) })) })),
})

test('spans of requests, the database and the providers go to a collector, and say nothing that somebody sent', async ({
  stack,
  google,
  ada: _signedIn,
}) => {
  const bodies: unknown[] = []
  const collector = createServer(async (request, response) => {
    bodies.push(await json(request))
    response.writeHead(200, { 'Content-Type': 'application/json' }).end('{}')
  })
  await new Promise<void>((resolve) => collector.listen(0, '127.0.0.1', resolve))
  const { port } = collector.address() as AddressInfo
  const { url, process } = await stack.startSecondApp({
    OTEL_EXPORTER_OTLP_ENDPOINT: `http://127.0.0.1:${port}`,
  })
  await send(`${url}/api/auth/callback/google?state=a-secret-state&code=a-secret-code`, {
    headers: { cookie: `${stack.sessionCookie}=a-secret-cookie` },
  })
  await send(`${url}/dashboard?a=a-secret-page`, {
    headers: { cookie: `${stack.sessionCookie}=${newToken()}` },
  })
  const begin = () =>
    send(`${url}/sign-in/start`, {
      method: 'POST',
      headers: { origin: stack.appUrl, 'content-type': 'application/x-www-form-urlencoded' },
      body: 'provider=google&returnTo=/a-secret-page',
    })
  await google.failNext('discovery', { cut: true })
  await begin()
  await begin()
  await process.stop()
  collector.close()

  const spans = bodies
    .flatMap((body) => export_.parse(body).resourceSpans)
    .flatMap(({ scopeSpans }) => scopeSpans)
    .flatMap((scope) => scope.spans)
  const find = (name: string) => spans.find((one) => one.name === name)
  const callback = find('GET callback')
  expect(callback?.attributes).toContainEqual({ key: 'http.response.status_code', value: { intValue: 303 } })
  const lookup = spans.find(({ name, traceId }) => name === 'take-attempt' && traceId === callback?.traceId)
  expect(lookup?.parentSpanId).toBe(callback?.spanId)
  const page = find('GET page')
  expect(page?.attributes).toContainEqual({ key: 'http.response.status_code', value: { intValue: 307 } })
  const session = spans.find(({ name, traceId }) => name === 'find-session' && traceId === page?.traceId)
  expect(session?.parentSpanId).toBe(page?.spanId)
  const forms = spans.filter(({ name }) => name === 'POST form').map(({ traceId }) => traceId)
  const insideForm = spans.filter(({ traceId }) => traceId === forms[1]).map(({ name }) => name)
  expect(insideForm).toContain(`GET ${new URL(stack.issuer).host}`)
  expect(insideForm).toContain('keep-attempt')
  const failed = spans.flatMap(({ attributes }) => attributes).filter(({ key }) => key === 'error.type')
  // The message of an error may hold what somebody sent: its class and code are all.
  expect(failed).toContainEqual({ key: 'error.type', value: { stringValue: 'NoAnswerError' } })
  expect(JSON.stringify(bodies)).not.toMatch(/secret/)
})
