import { beginExchange, clientFromEnvironment } from '../../../exchange.ts'

export function POST(): Response {
  const { location, cookie } = beginExchange(clientFromEnvironment())
  return new Response(null, { status: 303, headers: { location, 'set-cookie': cookie } })
}
