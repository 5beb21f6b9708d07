import { existsSync } from 'node:fs'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect } from '@playwright/test'
import { broken } from '#tests/support/broken'
import { query } from '#tests/support/database'
import { beAgreeable, consult, faultsOf, type Hand, secretsOf } from '#tests/support/doctor'
import { startProcess } from '#tests/support/processes'
import { startIssuer } from '#tests/support/providers'
import { test as base } from '#tests/support/test'

const test = base.extend<{ hand: Hand }>({
  hand: async ({ stack }, use) => {
    const ends: (() => Promise<void>)[] = []
    const issuer = await startIssuer()
    beAgreeable(issuer)
    await use({ stack, issuer, later: (end) => ends.push(end) })
    for (const end of [issuer.close, ...ends]) await end()
  },
})

// All in one worker: the healthy set-up is started once, and each test breaks one thing of it for itself.
test.describe.configure({ mode: 'default' })
test.skip(!existsSync('.next/BUILD_ID'), 'needs the build')

/** The server works on its queue soon after it answers. */
test.beforeEach(async ({ stack }) => {
  const watched = () => query(stack.databaseUrl, 'SELECT 1 FROM pgboss.instance WHERE schedule')
  await expect.poll(watched).not.toEqual([])
})

test('in a healthy set-up the doctor finds nothing, also when it is strict', async ({ stack }) => {
  const { checks, code, errors } = await consult(stack.environment, ['--json', '--strict'])
  expect(checks.filter(({ verdict }) => verdict !== 'ok')).toEqual([])
  expect(code).toBe(0)
  expect(errors).toBe('')
})

for (const [title, id, make, said = /./] of broken) {
  test(`the doctor finds that ${title}, and nothing else`, async ({ hand }) => {
    const environment = { ...hand.stack.environment, ...(await make(hand)) }
    const consultation = await consult(environment)
    expect(faultsOf(consultation)).toEqual([id])
    const found = consultation.checks.find((check) => check.id === id)
    expect(found?.seen).toMatch(said)
    expect(found?.advice).toBeTruthy()
    expect(consultation.code).toBe(found?.verdict === 'failure' ? 1 : 0)
    for (const secret of secretsOf(environment)) expect(consultation.output).not.toContain(secret)
  })
}

for (const id of [
  'auth-secret',
  'auth-facebook-secret',
  'server-settings',
  'migrations',
  'queue-tables',
  'tokens-sealed',
  'tokens-keys',
]) {
  test(`npm start refuses as the doctor would: ${id}`, { tag: '@R115' }, async ({ hand }) => {
    const [, , make] = broken.find(([, about]) => about === id)!
    const changes = Object.entries(await make(hand)).map(([name, value]) => [name, value ?? ''])
    const environment = { ...hand.stack.environment, ...Object.fromEntries(changes) }
    const { checks } = await consult(environment)
    const refused = startProcess('server/start.ts', { env: environment, condition: 'react-server' })
    hand.later(refused.stop)
    expect(await refused.exited).toBe(1)
    const { seen, advice } = checks.find((check) => check.id === id)!
    expect(refused.output()).toContain(seen)
    expect(refused.output()).toContain(`→ ${advice}`)
  })
}

test('a warning is no failure, but to the strict it is one of its own', async ({ stack }) => {
  const environment = { ...stack.environment, AUTH_SECRET: 'ab'.repeat(20) }
  const calm = await consult(environment, [])
  expect(calm.output).toContain('! warning  AUTH_SECRET')
  expect(calm.output).toContain('2 warnings')
  expect(calm.code).toBe(0)
  expect((await consult(environment, ['--strict'])).code).toBe(2)
})

test('a person reads what was seen and what to do, and what to paste into each console', async ({
  stack,
}) => {
  const { output } = await consult({ ...stack.environment, WEB_CONCURRENCY: '50' }, [])
  expect(output).toContain(`Authorised redirect URI: ${stack.appUrl}/api/auth/callback/google\n`)
  expect(output).toContain(`Authorised JavaScript origin: ${stack.appUrl}\n`)
  expect(output).toContain(`Valid OAuth redirect URI: ${stack.appUrl}/api/auth/callback/facebook\n`)
  expect(output).toContain(`Callback URI: ${stack.appUrl}/api/auth/callback/twitter\n`)
  expect(output).toMatch(
    /✗ failure {2}Connections +50 processes, and one more while they are replaced, may open 612 of \d+\n +→ Lower DATABASE_POOL_MAX/,
  )
  expect(output).toMatch(/\d+ checks: \d+ ok, 1 failure\./)
  expect(output, 'no colours in a pipe').not.toContain('\u001b')
})

test('the doctor reads .env where it is run, and believes the environment before it', async ({ stack }) => {
  const folder = await mkdtemp(join(tmpdir(), 'latchkey-doctor-'))
  const { AUTH_URL, AUTH_SECRET, ...rest } = stack.environment
  await writeFile(join(folder, '.env'), `AUTH_URL=https://other.example\nAUTH_SECRET=${AUTH_SECRET}\n`)
  const { checks } = await consult({ ...rest, AUTH_URL }, ['--json'], folder)
  expect(checks.filter(({ verdict }) => verdict !== 'ok')).toEqual([])
  await rm(folder, { recursive: true })
})
