import { join } from 'node:path'
import { z } from 'zod'
import { connect } from '#lib/db/migrations'
import { redirectUri } from '#lib/provider-ids'
import { startChild } from '#server/child-process'
import type { Settings } from './settings.ts'
import type { Supervisor } from './supervisor.ts'

const CLIENT_ID = 'latchkey-development.apps.googleusercontent.com'

const ready = z.object({ type: z.literal('ready'), issuer: z.string() })

export type Google = {
  /** What the app must know of it. */
  environment: Record<string, string>
  /** For the banner. */
  label: string
  ready: Promise<unknown>
}

type Options = { supervisor: Supervisor; settings: Settings; secret: string; port: number; origin: string }

/** The Google that the settings name, or else a sandbox that stands in for it. */
export function startGoogle({ supervisor, settings, secret, port, origin }: Options): Google {
  if (settings.googleId) {
    const issuer = settings.environment.AUTH_GOOGLE_ISSUER ?? 'Google'
    return {
      environment: {},
      label: `${issuer}, which must know ${redirectUri(origin, 'google')}`,
      ready: Promise.resolve(),
    }
  }
  const sandbox = supervisor.add(() =>
    startChild({
      name: 'The Google sandbox',
      file: new URL('../sandbox/main.ts', import.meta.url),
      args: [
        ...['--port', String(port), '--data', join(settings.dataDirectory, 'google.json')],
        ...['--client-id', CLIENT_ID, '--redirect-uri', redirectUri(origin, 'google')],
      ],
      env: { ...process.env, SANDBOX_CLIENT_SECRET: secret },
      ready,
    }),
  )
  return {
    environment: sandboxEnvironment(port, secret),
    label: `sandbox at ${sandboxAddress(port)} (not the real one)`,
    ready: sandbox.ready,
  }
}

/** What the app must know of a sandbox. */
export function sandboxEnvironment(port: number, secret: string): Record<string, string> {
  const address = sandboxAddress(port)
  return {
    AUTH_GOOGLE_ID: CLIENT_ID,
    AUTH_GOOGLE_SECRET: secret,
    AUTH_GOOGLE_ISSUER: address,
    GOOGLE_API_URL: address,
  }
}

/**
 * Accounts know who vouched for them by its address, and pictures lie there. A sandbox that had to take another port
 * is the same Google still, so in this database both move with it.
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
