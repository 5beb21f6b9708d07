import { registerHooks } from 'node:module'
import { clientEnvironment, clientsOfLib } from './clients.ts'

/** One key, the same in every process of a test. */
export const TEST_KEYS = `tests:${Buffer.alloc(32, 'k').toString('base64url')}`

/** A complete environment. Nothing in it is reachable. */
export function testEnvironment(changes: Record<string, string> = {}): Record<string, string> {
  return {
    DATABASE_URL: 'postgresql://nobody@127.0.0.1:1/none',
    AUTH_URL: 'http://localhost:3000',
    AUTH_SECRET: 'a secret for tests that is long enough',
    AUTH_GOOGLE_ID: 'client-of-the-tests.apps.example',
    AUTH_GOOGLE_SECRET: 'client-secret',
    AUTH_GOOGLE_ISSUER: 'http://127.0.0.1:1',
    ...clientEnvironment(clientsOfLib, 'http://127.0.0.1:1'),
    TOKEN_ENCRYPTION_KEYS: TEST_KEYS,
    LOG_LEVEL: 'silent',
    ...changes,
  }
}

let current = testEnvironment()

/** The same for tests that call `lib` in their own process. It must come before the first use: `lib` reads it once. */
export function setTestEnvironment(changes: Record<string, string> = {}): void {
  current = testEnvironment(changes)
  Object.assign(process.env, current)
}

/** What was set, for the processes that a test starts. */
export function childEnvironment(changes: Record<string, string> = {}): Record<string, string> {
  return { ...current, ...changes }
}

const NEXT_MODULE = /^next\/[a-z]+$/

/**
 * Lets the runner load modules of `lib`. `server-only` is resolved as on a server, and `next/headers` and its like by
 * their files: Next's package has no `exports`, and plain Node asks for the extension. Nothing that the tests start is
 * touched, and React stays what it is.
 */
export function allowServerOnly(): void {
  registerHooks({
    resolve(specifier, context, next) {
      if (specifier === 'server-only')
        return next(specifier, { ...context, conditions: [...context.conditions, 'react-server'] })
      return next(NEXT_MODULE.test(specifier) ? `${specifier}.js` : specifier, context)
    },
  })
}
