import { auth } from '../../../auth.ts'

export async function GET(): Promise<Response> {
  const session = await auth()
  const headers = { 'cache-control': 'private, no-store' }
  if (!session?.user) return Response.json({ error: 'signed out' }, { status: 401, headers })
  return Response.json(session.user, { headers })
}
