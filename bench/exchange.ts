/** The floor of a sign-in as a process: the exchange with a provider behind Node's own HTTP server, without a framework. */
import { createServer } from 'node:http'
import { beginExchange, clientFromEnvironment, finishExchange } from './bare/exchange.ts'

const client = clientFromEnvironment()

createServer(async (request, response) => {
  try {
    const url = new URL(request.url ?? '/', client.redirectUri)
    if (url.pathname === '/sign-in/start') {
      const { location, cookie } = beginExchange(client)
      response.writeHead(303, { location, 'set-cookie': cookie }).end()
    } else if (url.pathname === '/api/callback') {
      const cookie = await finishExchange(client, url.searchParams, request.headers.cookie)
      response.writeHead(303, { location: '/dashboard', 'set-cookie': cookie }).end()
    } else response.writeHead(200).end('ready')
  } catch (error) {
    console.error(error)
    response.writeHead(500).end()
  }
}).listen(Number(process.env.PORT), '127.0.0.1')
