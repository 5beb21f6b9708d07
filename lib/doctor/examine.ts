import 'server-only'
import { type Check, type Finding, failure, Missing, type Result } from '#lib/doctor/check'
import { describeReason } from '#lib/doctor/reason'
import type { SetUp } from '#lib/doctor/set-up'
import { secretsOf } from '#lib/env-schema'

/** Shorter ones would hide too much else. */
const SHORTEST_SECRET = 8

/**
 * Makes all checks at once, and returns their results in the order of the checks. One that finds what it needs
 * missing is skipped. No secret of the environment is in what they say, also when somebody else's message holds it.
 */
export async function examine(checks: Check<SetUp>[], setUp: SetUp): Promise<Result[]> {
  const hide = (text: string) => hideSecrets(text, setUp)
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

function hideSecrets(text: string, { values }: SetUp): string {
  const secrets = secretsOf(values).filter(({ length }) => length >= SHORTEST_SECRET)
  return secrets.reduce((rest, secret) => rest.replaceAll(secret, '[hidden]'), text)
}
