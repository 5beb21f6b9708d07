import type { Context } from 'koa'
import { endpointAt } from '../endpoints.ts'
import type { State } from '../state.ts'

/** Answers what is X’s: its endpoints, and its screens. False when the address is none of them. */
export async function answerX(_state: State, ctx: Context): Promise<boolean> {
  const at = endpointAt(ctx.path)
  if (!at?.endpoint.startsWith('x-')) return false
  ctx.status = 404
  return true
}
