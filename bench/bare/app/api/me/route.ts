import { person } from '../../../person.ts'

export const dynamic = 'force-dynamic'

export function GET(): Response {
  return Response.json(person, { headers: { 'cache-control': 'private, no-store' } })
}
