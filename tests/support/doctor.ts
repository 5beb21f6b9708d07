import { spawn } from 'node:child_process'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { fileURLToPath } from 'node:url'
import type { Result } from '#lib/doctor/check'
import { clientVariables } from '#lib/env-schema'
import { providerIds } from '#lib/provider-ids'
import { createDatabase, query } from './database.ts'
import { compileCacheOf } from './processes.ts'
import { discovery, type Issuer, json } from './providers.ts'
import type { Stack } from './stack.ts'

const ROOT = fileURLToPath(new URL('../..', import.meta.url))

export type Environment = Record<string, string | undefined>

export type Consultation = { code: number | null; output: string; errors: string; checks: Result[] }

export type Hand = {
  stack: Stack
  /** A provider that is content with everything, until a test says otherwise. */
  issuer: Issuer
  /** Runs when the test is over. */
  later: (end: () => Promise<void>) => void
}

/** One fault in a set-up that is healthy otherwise: what breaks, the check that must name it, how it is made, and what is said of it. */
export type Broken = [
  title: string,
  id: string,
  make: (hand: Hand) => Environment | Promise<Environment>,
  said?: RegExp,
]

/**
 * Runs `npm run doctor` of a checkout without npm, by default where no `.env` lies and for production, and reads what it
 * says with --json.
 */
export async function consult(
  environment: Environment,
  args = ['--json'],
  cwd = tmpdir(),
  root = ROOT,
): Promise<Consultation> {
  const { PATH, HOME } = process.env
  const script = join(root, 'scripts/doctor.ts')
  const child = spawn(process.execPath, ['--conditions=react-server', script, ...args], {
    cwd,
    env: { NODE_ENV: 'production', PATH, HOME, NODE_COMPILE_CACHE: compileCacheOf(root), ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const exited = new Promise<number | null>((resolve) => child.once('close', resolve))
  const [code, output, errors] = await Promise.all([exited, text(child.stdout), text(child.stderr)])
  return { code, output, errors, checks: args.includes('--json') && output ? JSON.parse(output).checks : [] }
}

/** The same in a checkout where `npm run dev` may run, by somebody who has set these variables in their terminal. */
export function consultBeside(
  path: string,
  environment: Environment,
  args = ['--json'],
): Promise<Consultation> {
  return consult({ NODE_ENV: '', ...environment }, args, path, path)
}

/** What is wrong, by the id of the check that says so. A check that is skipped says nothing. */
export function faultsOf({ checks }: Consultation): string[] {
  return checks.flatMap(({ id, verdict }) => (verdict === 'ok' || verdict === 'skipped' ? [] : [id]))
}

/** Whatever must not be in anything that the doctor says. */
export function secretsOf({ AUTH_SECRET, ...rest }: Environment): string[] {
  const password = URL.parse(rest.DATABASE_URL ?? '')?.password
  const keys = rest.TOKEN_ENCRYPTION_KEYS?.split(',').map((entry) => entry.split(':')[1]) ?? []
  const clients = providerIds.map((id) => rest[clientVariables(id).secretName])
  return [AUTH_SECRET, ...clients, password, ...keys].filter((secret): secret is string => Boolean(secret))
}

/** A migrated database whose job queue looks as if a server process worked on it. */
export async function createWatchedDatabase(): Promise<string> {
  const url = await createDatabase()
  await query(
    url,
    `INSERT INTO pgboss.instance (id, host, pid, version, node_version, heartbeat_seconds, supervise, schedule,
       migrate, persist_queue_stats, persist_warnings)
     VALUES (gen_random_uuid(), 'tests', 1, '12', '24', 600, true, true, false, false, false)`,
  )
  return url
}

/** Adds a grant for somebody new. @returns the id of its account, under which its tokens are sealed */
export async function addGrant(url: string): Promise<string> {
  const [row] = await query<{ id: string }>(
    url,
    `WITH person AS (
       INSERT INTO users (email, email_key, updated_at) VALUES ('a@b.example', 'a@b.example', now()) RETURNING id
     ), owned AS (
       INSERT INTO accounts (user_id, type, provider, issuer, provider_account_id, email)
       SELECT id, 'oidc', 'google', 'https://accounts.example', gen_random_uuid()::text, 'a@b.example' FROM person
       RETURNING id
     )
     INSERT INTO grants (account_id, scopes) SELECT id, '{openid}' FROM owned RETURNING account_id AS id`,
  )
  return row!.id
}

/** Makes an issuer one that knows every client, accepts every redirect URI, and has the right time. */
export function beAgreeable(issuer: Issuer): void {
  issuer.answer(
    '/token',
    json(() => ({ error: 'invalid_grant' }), 400),
  )
  issuer.answer('/authorize', (request, response) => {
    const back = new URL(request.url ?? '', issuer.url).searchParams.get('redirect_uri')
    response.writeHead(302, { location: `${back}?error=login_required` }).end()
  })
  issuer.answer(
    '/.well-known/openid-configuration',
    json(() => discovery(issuer.url)),
  )
}
