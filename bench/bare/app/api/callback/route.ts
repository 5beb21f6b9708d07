import { clientFromEnvironment, finishExchange } from '../../../exchange.ts'

export async function GET(request: Request): Promise<Response> {
  const { searchParams } = new URL(request.url)
  const cookie = await finishExchange(clientFromEnvironment(), searchParams, request.headers.get('cookie'))
  return new Response(null, { status: 303, headers: { location: '/dashboard', 'set-cookie': cookie } })
}
