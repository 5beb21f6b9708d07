import type { Context } from 'koa'
import { type Endpoint, endpointAt } from '../endpoints.ts'
import type { State } from '../state.ts'
import { authorize, showXScreens } from './authorize.ts'
import { answerTokenRequest, revokeXToken } from './token.ts'
import { answerTweets } from './tweets.ts'
import { answerMe } from './users.ts'

/** Answers what is X’s: its endpoints, and its screens. False when the address, or the method, is none of them. */
export async function answerX(state: State, ctx: Context): Promise<boolean> {
  const { endpoint, id = '' } = endpointAt(ctx.path) ?? {}
  const answers: Partial<Record<Endpoint, [method: string, answer: () => void | Promise<void>]>> = {
    'x-authorize': ['GET', () => authorize(state, ctx)],
    'x-token': ['POST', () => answerTokenRequest(state, ctx)],
    'x-revoke': ['POST', () => revokeXToken(state, ctx)],
    'x-me': ['GET', () => answerMe(state, ctx)],
    'x-tweets': ['GET', () => answerTweets(state, ctx, id)],
  }
  const [method, answer] = (endpoint && answers[endpoint]) ?? []
  if (!answer) return showXScreens(state, ctx)
  if (method !== ctx.method) return false
  await answer()
  return true
}
