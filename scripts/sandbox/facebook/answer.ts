import type { Context } from 'koa'
import { endpointAt } from '../endpoints.ts'
import type { State } from '../state.ts'

/** Answers what is Facebook’s: its endpoints, and its screens. False when the address is none of them. */
export async function answerFacebook(_state: State, ctx: Context): Promise<boolean> {
  const at = endpointAt(ctx.path)
  if (!at?.endpoint.startsWith('facebook-')) return false
  ctx.status = 404
  return true
}
