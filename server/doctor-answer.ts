import type { IncomingMessage, ServerResponse } from 'node:http'
import { brand } from '#lib/brand'
import { isQuestion, signAnswer } from '#lib/doctor/question'
import { NO_STORE } from '#lib/http/no-store'
import { forwardedClient, readForwardedFor } from './client-address.ts'
import { isOtherName } from './public-name.ts'
import type { ServerSettings } from './settings.ts'

/**
 * Answers `npm run doctor`, which asks through the public address, with what the proxies in front made of its request.
 * To everybody else the header means nothing.
 *
 * @returns whether it was the doctor who asked
 */
export function answerDoctor(
  request: IncomingMessage,
  response: ServerResponse,
  settings: ServerSettings,
): boolean {
  const { authSecret: secret, origin, trustedProxyHops } = settings
  const question = request.headers[brand.headers.doctor]
  if (typeof question !== 'string' || !isQuestion({ secret, origin }, question)) return false
  const { host, 'x-forwarded-host': forwardedHost, 'x-forwarded-proto': forwardedProto } = request.headers
  const entries = readForwardedFor(request.headers['x-forwarded-for'])
  const client = forwardedClient(entries, trustedProxyHops)
  const body = JSON.stringify({
    host,
    forwardedHost,
    forwardedProto,
    otherName: isOtherName(request.headers, settings),
    addresses: entries.length,
    unreadable: client?.address === null ? client.text : undefined,
    trustedProxyHops,
  })
  response.setHeader(brand.headers.doctor, signAnswer({ secret, origin }, question, body))
  response.writeHead(200, { 'Content-Type': 'application/json', 'Cache-Control': NO_STORE }).end(body)
  return true
}
