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
