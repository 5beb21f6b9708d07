import 'server-only'
import { type Check, type Finding, failure, Missing, type Result } from '#lib/doctor/check'
import { describeReason } from '#lib/doctor/reason'
import type { SetUp } from '#lib/doctor/set-up'

/** Shorter ones would hide too much else. */
const SHORTEST_SECRET = 8

/**
 * Makes all checks at once, and returns their results in the order of the checks. One that finds what it needs
 * missing is skipped. No secret of the environment is in what they say, also when somebody else's message holds it.
 */
export async function examine(checks: Check<SetUp>[], setUp: SetUp): Promise<Result[]> {
  const hide = hider(setUp)
  return Promise.all(
    checks.map(async ({ examine: look, ...about }) => {
      const { verdict, seen, advice } = await findOut(look, setUp)
      return { ...about, verdict, seen: hide(seen), ...(advice && { advice: hide(advice) }) }
    }),
  )
}

async function findOut(look: Check<SetUp>['examine'], setUp: SetUp): Promise<Finding> {
  try {
    return await look(setUp)
  } catch (error) {
    if (error instanceof Missing) return { verdict: 'skipped', seen: `needs ${error.check}` }
    return failure(
      `could not be looked at: ${describeReason(error)}`,
      'Mend the reason, and run the doctor again.',
    )
  }
}

function hider({ values }: SetUp): (text: string) => string {
  const { AUTH_SECRET, AUTH_GOOGLE_SECRET, DATABASE_URL, TOKEN_ENCRYPTION_KEYS = [] } = values
  const password = DATABASE_URL === undefined ? undefined : URL.parse(DATABASE_URL)?.password
  const keys = TOKEN_ENCRYPTION_KEYS.map(({ bytes }) => Buffer.from(bytes).toString('base64url'))
  const secrets = [AUTH_SECRET, AUTH_GOOGLE_SECRET, password, decode(password), ...keys].filter(
    (secret): secret is string => secret !== undefined && secret.length >= SHORTEST_SECRET,
  )
  return (text) => secrets.reduce((said, secret) => said.replaceAll(secret, '[hidden]'), text)
}

function decode(password: string | undefined): string | undefined {
  try {
    return password && decodeURIComponent(password)
  } catch {
    return undefined
  }
}
