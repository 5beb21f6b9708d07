import { join } from 'node:path'
import { z } from 'zod'
import { connect } from '#lib/db/migrations'
import { GOOGLE_ISSUER } from '#lib/env-schema'
import { type ProviderId, providerIds, providerNames, redirectUri } from '#lib/provider-ids'
import { startChild } from '#server/child-process'
import { type Settings, standInsOf } from './settings.ts'
import type { Secrets } from './state.ts'
import type { Supervisor } from './supervisor.ts'

const ready = z.object({ type: z.literal('ready'), issuer: z.string() })

/** What the sandbox knows the app by: of the shape that each provider's ids have. */
const CLIENT_IDS = {
  google: 'latchkey-development.apps.googleusercontent.com',
  facebook: '100000000000000',
  twitter: Buffer.from('latchkey-development:1:ci').toString('base64url'),
} as const satisfies Record<ProviderId, string>

/** The options of `scripts/sandbox/main.ts` for a client, and the variable that its secret comes in. */
const SANDBOX_OPTIONS = {
  google: { id: '--client-id', redirectUri: '--redirect-uri', secret: 'SANDBOX_CLIENT_SECRET' },
  facebook: {
    id: '--facebook-id',
    redirectUri: '--facebook-redirect-uri',
    secret: 'SANDBOX_FACEBOOK_SECRET',
  },
  twitter: { id: '--twitter-id', redirectUri: '--twitter-redirect-uri', secret: 'SANDBOX_TWITTER_SECRET' },
} as const satisfies Record<ProviderId, object>

export type Providers = {
  /** What the app must know of them. */
  environment: Record<string, string>
  /** For the banner: each by its name, and who it is. */
  labels: [name: string, label: string][]
  ready: Promise<unknown>
}

type Options = { supervisor: Supervisor; settings: Settings; secrets: Secrets; port: number; origin: string }

/** The providers that the settings name; when they name none, a sandbox that stands in for all. */
export function startProviders({ supervisor, settings, secrets, port, origin }: Options): Providers {
  const standIns = standInsOf(settings)
  const labels = providerIds.map((id): [string, string] => [
    providerNames[id],
    standIns.includes(id)
      ? `sandbox at ${sandboxAddress(port)} (not the real one)`
      : describeReal(settings, id, origin),
  ])
  if (standIns.length === 0) return { environment: {}, labels, ready: Promise.resolve() }
  const sandbox = supervisor.add(() =>
    startChild({
      name: 'The sandbox',
      file: new URL('../sandbox/main.ts', import.meta.url),
      args: [
        ...['--port', String(port), '--data', join(settings.dataDirectory, 'google.json')],
        ...standIns.flatMap((id) => [
          ...[SANDBOX_OPTIONS[id].id, CLIENT_IDS[id]],
          ...[SANDBOX_OPTIONS[id].redirectUri, redirectUri(origin, id)],
        ]),
      ],
      env: {
        ...process.env,
        ...Object.fromEntries(standIns.map((id) => [SANDBOX_OPTIONS[id].secret, secrets.sandbox[id]])),
      },
      ready,
    }),
  )
  return { environment: sandboxEnvironment(standIns, port, secrets), labels, ready: sandbox.ready }
}

/** One that is not a sandbox: whoever is there must know our redirect URI. */
function describeReal({ real, environment }: Settings, id: ProviderId, origin: string): string {
  if (!real.includes(id)) return 'not set up'
  const { AUTH_GOOGLE_ISSUER: issuer, FACEBOOK_URL, X_URL } = environment
  const standIn = {
    google: issuer === GOOGLE_ISSUER ? undefined : issuer,
    facebook: FACEBOOK_URL,
    twitter: X_URL,
  }
  return `${standIn[id] ?? 'the real one'}, which must know ${redirectUri(origin, id)}`
}

/** What the app must know of a sandbox that stands in for these. */
export function sandboxEnvironment(
  standIns: readonly ProviderId[],
  port: number,
  { sandbox }: Secrets,
): Record<string, string> {
  const address = sandboxAddress(port)
  const environments: Record<ProviderId, Record<string, string>> = {
    google: {
      AUTH_GOOGLE_ID: CLIENT_IDS.google,
      AUTH_GOOGLE_SECRET: sandbox.google,
      AUTH_GOOGLE_ISSUER: address,
      GOOGLE_API_URL: address,
    },
    facebook: {
      AUTH_FACEBOOK_ID: CLIENT_IDS.facebook,
      AUTH_FACEBOOK_SECRET: sandbox.facebook,
      FACEBOOK_URL: address,
    },
    twitter: {
      AUTH_TWITTER_ID: CLIENT_IDS.twitter,
      AUTH_TWITTER_SECRET: sandbox.twitter,
      AUTH_TWITTER_EMAIL: '1',
      X_URL: address,
    },
  }
  return Object.assign({}, ...standIns.map((id) => environments[id]))
}

/**
 * Accounts know who vouched for them by its address, and pictures lie there. A sandbox that had to take another port is
 * the same one still, so in this database both move with it. X alone has one name, wherever it is asked.
 */
export async function followSandbox(databaseUrl: string, before: number, now: number): Promise<void> {
  if (before === now) return
  const addresses = [sandboxAddress(before), sandboxAddress(now)]
  const pool = await connect(databaseUrl)
  try {
    await pool.query('UPDATE accounts SET issuer = $2 WHERE issuer = $1', addresses)
    for (const table of ['users', 'accounts']) {
      await pool.query(
        `UPDATE ${table} SET image = $2 || substr(image, length($1) + 1) WHERE starts_with(image, $1 || '/')`,
        addresses,
      )
    }
  } finally {
    await pool.end()
  }
}

function sandboxAddress(port: number): string {
  return `http://127.0.0.1:${port}`
}
