import { AsyncLocalStorage } from 'node:async_hooks'
import { randomBytes } from 'node:crypto'

/**
 * What one request knows about itself. Code that Next renders may set `status` until the head of the
 * response is written; then a response that would be 200 or 500 goes out with it instead.
 */
export type RequestContext = { id: string; status?: number; retryAfterSeconds?: number }

/** Next bundles the application apart from this server, so the two meet at a symbol on the global object. */
const KEY = Symbol.for('latchkey.request')

const contexts = new AsyncLocalStorage<RequestContext>()
Object.assign(globalThis, { [KEY]: contexts })

/** A context with an id of our own: one from outside could forge lines in the log. */
export function createContext(): RequestContext {
  return { id: randomBytes(16).toString('base64url') }
}

export function runInContext<Result>(context: RequestContext, task: () => Result): Result {
  return contexts.run(context, task)
}
