import 'server-only'
import { z } from 'zod'
import { type Check, count, type Finding, failure, Missing, ok, warning } from '#lib/doctor/check'
import { compareClocks } from '#lib/doctor/clock'
import { describeReason } from '#lib/doctor/examine'
import { readRow, type SetUp } from '#lib/doctor/set-up'
import { clientVariables } from '#lib/env-schema'
import { boundedFetch, readJson } from '#lib/http/fetch'
import type { ClientProbe } from '#lib/provider/probe'
import { type ProviderId, providerNames, redirectUri } from '#lib/provider-ids'

export const NETWORK =
  'Let this machine reach it over https: look at the DNS, the firewall and the proxy for outgoing requests.'

/** A question about one provider, which nobody asks while that is not set up. */
export function providerCheck(
  provider: ProviderId,
  check: Pick<Check<SetUp>, 'id' | 'title' | 'examine'>,
): Check<SetUp> {
  return { ...check, group: providerNames[provider], applies: ({ isSetUp }) => isSetUp(provider) }
}

/**
 * What to enter in a provider's console: not a question, but what everybody looks for. Of a provider that is not set up
 * it is the only line, and says so.
 */
export function consoleCheck(
  provider: ProviderId,
  { id, lines }: { id: string; lines: (origin: string, setUp: SetUp) => string[] },
): Check<SetUp> {
  const name = providerNames[provider]
  const { idName, secretName } = clientVariables(provider)
  return {
    id,
    group: name,
    title: `For ${name}’s console`,
    examine(setUp) {
      if (!setUp.isSetUp(provider)) return ok(`not set up: ${idName} and ${secretName} are not set`)
      return ok(lines(setUp.setting('AUTH_URL'), setUp).join('\n'))
    },
  }
}

const keySet = z.object({ keys: z.array(z.looseObject({ kty: z.string(), kid: z.string().optional() })) })

/** Whether an `id_token` could be verified by what is published there. */
export async function lookAtKeys(jwksUri: string): Promise<Finding> {
  const answer = await outcomeOf(boundedFetch(jwksUri))
  if ('error' in answer) return failure(answer.error, NETWORK)
  const parsed = keySet.safeParse(await readJson(answer.value))
  const usable = parsed.data?.keys.filter(({ kty }) => kty === 'RSA').length ?? 0
  if (usable > 0) return ok(count(usable, 'key for RS256', 'keys for RS256'))
  return failure(
    `${new URL(jwksUri).host} publishes no key for RS256`,
    'No id_token can be verified: ask the provider.',
  )
}

/** What the provider makes of our client. @param advice by what is wrong; null is for one that does not tell */
export async function lookAtClient(
  asked: Promise<ClientProbe>,
  advise: (blame: 'id' | 'secret' | null) => string | Promise<string>,
): Promise<Finding> {
  const answer = await outcomeOf(asked)
  if ('error' in answer) return failure(answer.error, NETWORK)
  const probe = answer.value
  if (probe.kind === 'refused') return failure(`refused: ${probe.code}`, await advise(probe.blame))
  if (probe.kind !== 'unclear') return ok('accepted')
  return warning(`whether they are accepted is not clear: ${probe.code}`, 'Try again, and sign in once.')
}

/** @param client the check that says why it was not asked */
export async function lookAtClock(
  asked: Promise<ClientProbe>,
  { client, matters }: { client: string; matters: boolean },
): Promise<Finding> {
  const { clock } = await asked.catch((cause: unknown) => {
    throw cause instanceof Missing ? cause : new Missing(client, { cause })
  })
  if (!clock) return warning('the provider does not say what time it is', 'Check the clock by other means.')
  const finding = compareClocks(clock)
  return finding.verdict === 'failure' && !matters ? { ...finding, verdict: 'warning' } : finding
}

/** For how long it counts that somebody came back: consoles and addresses change. */
const RECENT_DAYS = 30

type Returns = {
  asked: Promise<ClientProbe>
  /** The check that says why it was not asked. */
  client: string
  standIn: string | undefined
  /** What to say to whoever has to register it. */
  advice: (uri: string) => string
}

/**
 * Whether the redirect URI is registered with a provider that tells nobody but a browser. It may say so to the question about
 * the client; else somebody who came back lately has shown that it is.
 */
export async function lookForReturns(
  { setting, tables }: Pick<SetUp, 'setting' | 'tables'>,
  provider: ProviderId,
  { asked, client, standIn, advice }: Returns,
): Promise<Finding> {
  const name = providerNames[provider]
  const uri = redirectUri(setting('AUTH_URL'), provider)
  const answer = await outcomeOf(asked)
  if ('error' in answer) throw new Missing(client)
  if (answer.value.kind === 'redirect-refused') return failure(`refused: ${answer.value.code}`, advice(uri))
  if (standIn !== undefined) return ok(`${standIn} stands in for ${name}, which was not asked`)
  const { last } = await readRow(
    await tables(),
    z.object({ last: z.date().nullable() }),
    `SELECT max(last_sign_in_at) AS last FROM accounts
      WHERE provider = $1 AND last_sign_in_at > now() - make_interval(days => $2)`,
    [provider, RECENT_DAYS],
  )
  if (last !== null) return ok(`somebody came back on ${last.toISOString().slice(0, 10)}`)
  return warning(
    `${name} does not tell whether it is registered, and nobody has come back in ${RECENT_DAYS} days`,
    `${advice(uri)} Then sign in once: with another one, ${name} shows an error page of its own.`,
  )
}

/** The value, or the reason why there is none. What is `Missing` stays so. */
export async function outcomeOf<T>(promise: Promise<T>): Promise<{ value: T } | { error: string }> {
  try {
    return { value: await promise }
  } catch (error) {
    if (error instanceof Missing) throw error
    return { error: describeReason(error) }
  }
}
