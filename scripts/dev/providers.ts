import { join } from 'node:path'
import { z } from 'zod'
import { connect } from '#lib/db/migrations'
import { clientVariables, GOOGLE_ISSUER } from '#lib/env-schema'
import { type ProviderId, providerIds, providerNames, redirectUri } from '#lib/provider-ids'
import { startChild } from '#server/child-process'
import type { ProviderId as SandboxId } from '../sandbox/clients.ts'
import { PANEL_PATH } from '../sandbox/panel/page.ts'
import { type Settings, standInsOf } from './settings.ts'
import type { Secrets, StatePorts } from './state.ts'
import type { Supervisor } from './supervisor.ts'

const ready = z.object({ type: z.literal('ready'), issuer: z.string() })

type Sandboxed = {
  /** What the sandbox knows the app by: of the shape that the provider's ids have. */
  clientId: string
  /** The options of `scripts/sandbox/main.ts` for the client, and the variable that its secret comes in. */
  options: { id: string; redirectUri: string; secret: string }
  /** The routes that the provider itself calls, by the option that names each. */
  callbacks?: Record<string, string>
  /** What tells the app where the sandbox is. */
  variables: (address: string) => Record<string, string>
}

/** The providers that the sandbox has. */
const SANDBOXED: Record<SandboxId, Sandboxed> = {
  google: {
    clientId: 'latchkey-development.apps.googleusercontent.com',
    options: { id: '--client-id', redirectUri: '--redirect-uri', secret: 'SANDBOX_CLIENT_SECRET' },
    variables: (address) => ({
      AUTH_GOOGLE_ISSUER: address,
      GOOGLE_API_URL: address,
      GOOGLE_RISC_URL: address,
    }),
  },
  facebook: {
    clientId: '100000000000000',
    options: {
      id: '--facebook-id',
      redirectUri: '--facebook-redirect-uri',
      secret: 'SANDBOX_FACEBOOK_SECRET',
    },
    callbacks: {
      '--facebook-deauthorize-url': '/api/facebook/deauthorize',
      '--facebook-deletion-url': '/api/facebook/data-deletion',
    },
    variables: (address) => ({ FACEBOOK_URL: address }),
  },
  twitter: {
    clientId: Buffer.from('latchkey-development:1:ci').toString('base64url'),
    options: { id: '--twitter-id', redirectUri: '--twitter-redirect-uri', secret: 'SANDBOX_TWITTER_SECRET' },
    variables: (address) => ({ X_URL: address, AUTH_TWITTER_EMAIL: '1' }),
  },
}

export type Providers = {
  /** What the app must know of them. */
  environment: Record<string, string>
  /** For the banner: each by its name, and who it is. */
  labels: [name: string, label: string][]
  ready: Promise<unknown>
}

type Options = {
  supervisor: Supervisor
  settings: Settings
  secrets: Secrets
  ports: Pick<StatePorts, 'sandbox' | 'mail'>
  origin: string
}

/** The providers that the settings name; when they name none, a sandbox that stands in for all. */
export function startProviders({ supervisor, settings, secrets, ports, origin }: Options): Providers {
  const port = ports.sandbox
  const standIns = standInsOf(settings)
  const labels = providerIds.map((id): [string, string] => [
    providerNames[id],
    standIns.some((one) => one === id)
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
        ...['--mail-port', String(ports.mail)],
        ...standIns.flatMap((id) => [
          ...[SANDBOXED[id].options.id, SANDBOXED[id].clientId],
          ...[SANDBOXED[id].options.redirectUri, redirectUri(origin, id)],
          ...Object.entries(SANDBOXED[id].callbacks ?? {}).flatMap(([option, path]) => [
            option,
            origin + path,
          ]),
        ]),
      ],
      env: {
        ...process.env,
        ...Object.fromEntries(standIns.map((id) => [SANDBOXED[id].options.secret, secrets.sandbox[id]])),
      },
      ready,
    }),
  )
  return {
    environment: { ...sandboxEnvironment(standIns, port, secrets), ...mailEnvironment(settings, ports.mail) },
    labels: [...labels, describeMail(settings, port), describePanel(port)],
    ready: sandbox.ready,
  }
}

/** What the app must know to send its mail to the sandbox; nothing for whoever has set a mail server. */
export function mailEnvironment(
  { environment }: Pick<Settings, 'environment'>,
  mailPort: number,
): Record<string, string> {
  if (environment.SMTP_URL) return {}
  return { SMTP_URL: `smtp://127.0.0.1:${mailPort}`, MAIL_FROM: environment.MAIL_FROM ?? SANDBOX_SENDER }
}

const SANDBOX_SENDER = 'accounts@sandbox.example'

function describeMail({ environment }: Settings, port: number): [name: string, label: string] {
  const inbox = `${sandboxAddress(port)}${PANEL_PATH}/mails`
  return ['Mail', environment.SMTP_URL ? 'by SMTP_URL' : `stays in the sandbox: ${inbox}`]
}

function describePanel(port: number): [name: string, label: string] {
  return ['Panel', `${sandboxAddress(port)}${PANEL_PATH} to steer the sandbox by`]
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
  standIns: readonly SandboxId[],
  port: number,
  { sandbox }: Secrets,
): Record<string, string> {
  const entries = standIns.flatMap((id) => {
    const { clientId, variables } = SANDBOXED[id]
    const { idName, secretName } = clientVariables(id)
    const client = { [idName]: clientId, [secretName]: sandbox[id] }
    return Object.entries({ ...client, ...variables(sandboxAddress(port)) })
  })
  return Object.fromEntries(entries)
}

/**
 * Accounts know who vouched for them by its address, and pictures lie there. A sandbox that had to take another port is
 * the same one still, so in this database both move with it.
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
