import type { IncomingMessage, ServerResponse } from 'node:http'
import { brand } from '#lib/brand'
import { isQuestion, signAnswer } from '#lib/doctor/question'
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
  { authSecret: secret, origin, trustedProxyHops }: ServerSettings,
): boolean {
  const question = request.headers[brand.headers.doctor]
  if (typeof question !== 'string' || !isQuestion({ secret, origin }, question)) return false
  const { host, 'x-forwarded-host': forwardedHost, 'x-forwarded-proto': forwardedProto } = request.headers
  const addresses = String(request.headers['x-forwarded-for'] ?? '')
    .split(',')
    .filter(Boolean).length
  const body = JSON.stringify({ host, forwardedHost, forwardedProto, addresses, trustedProxyHops })
  response.setHeader(brand.headers.doctor, signAnswer({ secret, origin }, question, body))
  response
    .writeHead(200, { 'Content-Type': 'application/json', 'Cache-Control': 'private, no-store' })
    .end(body)
  return true
}
