import 'server-only'
import { AsyncLocalStorage } from 'node:async_hooks'
import type { Intent } from '#lib/auth/intents'
import type { Identity } from '#lib/google/identity'
import type { Client } from '#lib/request/client'
import type { Notice } from '#lib/session/notice'
import type { TokenAnswer } from '#lib/tokens/token-answer'

/**
 * What a journey came to. `newCookie` says that the browser gets the new token: for a new session, or for the same one
 * under another name.
 */
export type Outcome = { userId: string; sessionId: string; newCookie: boolean; notice: Notice | null }

/** One call of Auth.js: what goes in beside the request, and what its callbacks leave for us. */
export type Flow = {
  intent: Intent
  /** SHA-256 of the session token that the new session replaces. */
  replaces: string | null
  client: Client
  identity?: Identity
  tokens?: TokenAnswer
  outcome?: Outcome
  /** The first thing that went wrong. Auth.js itself shows only `error=Configuration`. */
  failure?: unknown
}

const flows = new AsyncLocalStorage<Flow>()

/** Runs Auth.js with a flow that its adapter, callbacks and logger can reach. */
export function runFlow<T>(flow: Flow, work: () => Promise<T>): Promise<T> {
  return flows.run(flow, work)
}

/** The flow of this call. @throws Error when Auth.js was called past our guard */
export function currentFlow(): Flow {
  const flow = flows.getStore()
  if (!flow) throw new Error('Auth.js was called outside of a sign-in flow')
  return flow
}

/** Remembers the first failure; the ones after it are its consequences. */
export function noteFailure(error: unknown): void {
  const flow = flows.getStore()
  if (flow) flow.failure ??= error
}
