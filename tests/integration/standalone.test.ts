import { execFileSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdtemp, readdir, readFile, realpath, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test as base, expect } from '@playwright/test'
import { brand } from '#lib/brand'
import { newKeyEntry } from '#lib/key-ring'
import { startSandbox } from '#scripts/sandbox/server'
import { createEmptyDatabase, dropDatabase } from '#tests/support/database'
import { ada } from '#tests/support/google'
import { client, createVisitor } from '#tests/support/google-visitor'
import { send } from '#tests/support/http'
import { freePort, startProcess } from '#tests/support/processes'
import { placeOf } from '#tests/support/raw-browser'

const BUILT = '.next/standalone'
const SECRET = 'a secret in a file of the machine that builds'

/** `folder` is the standalone build, copied to where nothing else of this repository is. */
const test = base.extend<object, { folder: string }>({
  folder: [
    async ({}, use) => {
      await writeFile(join(BUILT, '.env'), `AUTH_SECRET="${SECRET}"\n`)
      const command = startProcess('scripts/standalone.ts', { env: {} })
      expect(await command.exited, command.output()).toBe(0)
      const home = await realpath(await mkdtemp(join(tmpdir(), 'latchkey-standalone-')))
      execFileSync('cp', ['-R', BUILT, join(home, 'app')])
      await use(join(home, 'app'))
      await rm(home, { recursive: true })
    },
    { scope: 'worker', timeout: 120_000 },
  ],
})

/** In one worker: the command writes to one place. */
test.describe.configure({ mode: 'default', timeout: 180_000 })
test.skip(!existsSync(BUILT), 'needs the build')

test('the standalone folder starts with plain Node, migrates, serves pages and files, signs people in, and its doctor finds nothing', async ({
  folder,
}) => {
  const databaseUrl = await createEmptyDatabase()
  const [port, metricsPort] = [await freePort(), await freePort()]
  const appUrl = `http://localhost:${port}`
  const redirectUris = [`${appUrl}/api/auth/callback/google`]
  const google = await startSandbox({ port: 0, clients: [{ ...client, redirectUris }] })
  const env = {
    DATABASE_URL: databaseUrl,
    AUTH_URL: appUrl,
    AUTH_SECRET: 'a secret for tests that is long enough',
    AUTH_GOOGLE_ID: client.id,
    AUTH_GOOGLE_SECRET: client.secret,
    AUTH_GOOGLE_ISSUER: google.issuer,
    TOKEN_ENCRYPTION_KEYS: newKeyEntry(),
    WEB_CONCURRENCY: '1',
    HOST: '127.0.0.1',
    PORT: String(port),
    STOP_DELAY_SECONDS: '0',
    METRICS_PORT: String(metricsPort),
    // What is sent there is lost; what sends it must be in the folder.
    OTEL_EXPORTER_OTLP_ENDPOINT: google.issuer,
  }
  const options = { cwd: folder, condition: 'react-server', env }
  const server = startProcess('server/start.ts', { ...options, args: ['--migrate'] })
  try {
    await server.written(/ serves http/)
    expect(server.output()).toContain('Applied migration')
    await expectPagesAndFiles(appUrl)
    const cookie = await signIn(appUrl, google.issuer)
    const dashboard = await send(`${appUrl}/dashboard`, { headers: { cookie } })
    expect(dashboard.status).toBe(200)
    expect(dashboard.text).toContain('Ada Lovelace')
    const metrics = await send(`http://127.0.0.1:${metricsPort}/metrics`)
    expect(metrics.text).toContain('_sign_ins_total{provider="google",outcome="done"} 1\n')
    const doctor = startProcess('scripts/doctor.ts', { ...options, args: ['--strict'] })
    expect(await doctor.exited, doctor.output()).toBe(0)
    expect(server.output()).not.toMatch(/Cannot find (module|package)|"level":"(error|fatal)"/)
  } finally {
    await server.stop()
    await google.close()
    await dropDatabase(databaseUrl)
  }
  expect(await server.exited).toBe(0)
})

test('the standalone folder holds no secret, no other way to start, and no link that leads out of it', async ({
  folder,
}) => {
  for (const name of [
    '.env',
    '.env.production',
    'server.js',
    'next.config.ts',
    'tests',
    'scripts/sandbox',
    'scripts/dev',
  ])
    expect(existsSync(join(folder, name)), name).toBe(false)
  const { scripts } = JSON.parse(await readFile(join(folder, 'package.json'), 'utf8'))
  for (const command of Object.values<string>(scripts))
    expect(existsSync(join(folder, command.split(' ').find((word) => word.endsWith('.ts')) ?? ''))).toBe(true)
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  const links = entries.filter((entry) => entry.isSymbolicLink())
  expect(links.length).toBeGreaterThan(0)
  for (const { parentPath, name } of links)
    expect(await realpath(join(parentPath, name))).toContain(`${folder}/`)
})

async function expectPagesAndFiles(appUrl: string): Promise<void> {
  const page = await send(appUrl)
  expect(page.status).toBe(200)
  expect(page.headers.get('content-security-policy')).toContain("'strict-dynamic'")
  const files = page.text.match(/\/_next\/static\/[\w./-]+\.(?:css|js)/g) ?? []
  expect(files.length).toBeGreaterThan(3)
  for (const file of [...new Set(files), '/apple-icon.png']) {
    const { status, headers } = await send(`${appUrl}${file}`)
    expect({ file, status }).toEqual({ file, status: 200 })
    expect(headers.get('cache-control')).toContain('public')
  }
  for (const [path, status] of [
    ['/api/health/live', 200],
    ['/api/health/ready', 200],
    ['/api/me', 401],
    ['/nowhere', 404],
  ] as const)
    expect({ path, status: (await send(`${appUrl}${path}`)).status }).toEqual({ path, status })
}

/** Goes through every screen, and returns the session cookie. */
async function signIn(appUrl: string, issuer: string): Promise<string> {
  const headers = { 'content-type': 'application/x-www-form-urlencoded', 'sec-fetch-site': 'same-origin' }
  const started = await send(`${appUrl}/sign-in/start`, {
    method: 'POST',
    headers: { ...headers, 'content-length': '0' },
  })
  const visitor = createVisitor(issuer)
  const accounts = await visitor.open(placeOf(started)?.href ?? '')
  const consent = await visitor.press(accounts, 'account', [['account', ada]])
  const { answer } = await visitor.press(consent, 'consent', [['account', ada]])
  const attempt = started.headers.getSetCookie()[0]?.split(';')[0] ?? ''
  const finished = await send(`${appUrl}/api/auth/callback/google?${answer}`, {
    headers: { cookie: attempt },
  })
  expect(finished.headers.get('location')).toBe(`${appUrl}/dashboard`)
  return (
    finished.headers
      .getSetCookie()
      .find((line) => new RegExp(`^${brand.cookiePrefix}\\d+-session=`).test(line))
      ?.split(';')[0] ?? ''
  )
}
