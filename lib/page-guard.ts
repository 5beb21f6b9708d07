import type { IncomingHttpHeaders } from 'node:http'
import { brand } from '#lib/brand'

/** As much of a request as decides whether somebody may see a page. */
export type Asked = { method?: string | undefined; url?: string | undefined; headers: IncomingHttpHeaders }

/** Where to send whoever asks for a page; null when Next is to answer. No promise when that is known at once. */
export type PageGuard = (request: Asked) => Promise<string | null> | string | null

/** Next bundles this module apart from the server's, so they meet on the global object. */
const KEY = Symbol.for(brand.globals.guard)
const shared = globalThis as typeof globalThis & { [KEY]?: PageGuard }

/** Has `guard` asked before each request that Next would answer. */
export function guardPages(guard: PageGuard): void {
  shared[KEY] = guard
}

/** Asks the guard; with none, as under a bare `next start`, Next answers everything. */
export function askGuard(request: Asked): ReturnType<PageGuard> {
  return shared[KEY]?.(request) ?? null
}
