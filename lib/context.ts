import { AsyncLocalStorage } from 'node:async_hooks'
import { brand } from '#lib/brand'
import { randomName } from '#lib/random'

/** What is known of one request while it is answered. `server/http-server.ts` makes it, and sends `status` in the end. */
export type RequestContext = {
  id: string
  /** Whether it only reads (RFC 9110, section 9.2.1): what was read for it once is good for all of it. */
  safe?: boolean
  status?: number
  retryAfterSeconds?: number
  /** Whether the browser is to forget what it keeps of the pages of somebody who has left. */
  clearsSiteData?: boolean
  /** Whether a form action of ours has begun: what breaks before that is what was sent. */
  acts?: boolean
  /** Whether the head of the answer may be on its way: then its status stays as it is. */
  statusSettled?: boolean
  /** Whether the connection ended before the answer did: nobody waits for it any more. */
  brokenOff?: boolean
  /** Addresses of what a page of Next's loads when it can be seen. */
  laterScripts?: readonly string[]
  /** How far an authorization has come, for the log. */
  steps?: string[]
}

/** Next bundles this module apart from the server's, so they meet on the global object. */
const KEY = Symbol.for(brand.globals.request)
const shared = globalThis as typeof globalThis & { [KEY]?: AsyncLocalStorage<RequestContext> }

/** The context of the request that is being answered, or of a job; undefined outside of both. */
export function currentContext(): RequestContext | undefined {
  return shared[KEY]?.getStore()
}

/** Does work under a context of its own. */
export function runInContext<T>(context: RequestContext, work: () => T): T {
  shared[KEY] ??= new AsyncLocalStorage()
  return shared[KEY].run(context, work)
}

/** Names a request: 128 random bits, of our own making, since one from outside could forge lines in the log. */
export function newRequestId(): string {
  return randomName()
}
