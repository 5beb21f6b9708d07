/** A process that takes security events, for `startProcess`: the route's own handler behind a plain HTTP server. */
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { buffer } from 'node:stream/consumers'
import { allowServerOnly } from './environment.ts'

allowServerOnly()
const { POST } = await import('../../app/api/security-events/route.ts')

const server = createServer(async (request, response) => {
  const type = request.headers['content-type'] ?? ''
  const body = await buffer(request)
  const asked = new Request('http://localhost/', { method: 'POST', headers: { 'content-type': type }, body })
  const answer = await POST(asked)
  response.writeHead(answer.status).end(await answer.text())
})
server.listen(0, '127.0.0.1', () => {
  process.send?.({ type: 'ready', port: (server.address() as AddressInfo).port })
})
process.on('disconnect', () => process.exit())
