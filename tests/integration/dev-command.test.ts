import { existsSync } from 'node:fs'
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { createServer, type Server } from 'node:net'
import { join } from 'node:path'
import { expect, test } from '@playwright/test'
import { databaseUrl } from '#scripts/postgres/start'
import { type Checkout, createCheckout, type Dev, waitUntil } from '#tests/support/checkout'
import { query } from '#tests/support/database'
import { type Consultation, consultBeside, faultsOf } from '#tests/support/doctor'
import { hydrated } from '#tests/support/pages'
import { signInOverHttp } from '#tests/support/raw-browser'
import { FIREFOX } from '#tests/support/test'

/** One after another: they share a checkout, and each start is two seconds of work for a whole machine. */
test.describe.configure({ mode: 'serial', timeout: 300_000 })
test.skip(!existsSync('/proc'), 'what is left running is read from /proc')

const ADA = '104857600000000000001'
const PARTS = ['scripts/postgres/main.ts', 'scripts/sandbox/main.ts', 'server/server.ts', 'bin/postgres']

let checkout: Checkout
let port: number
let firstSignIn: Record<string, unknown>

test.beforeAll(async () => {
  checkout = await createCheckout()
  port = 30_000 + Math.floor(Math.random() * 2_000)
})

test.afterAll(() => checkout.remove())

test('it answers, says where, signs in, starts only once, and SIGTERM leaves no process', async () => {
  const dev = start()
  const address = await dev.address
  expect(address).toBe(`http://localhost:${port}`)
  expect((await fetch(address)).status).toBe(200)
  expect(dev.output()).toMatch(/Database {3}embedded PostgreSQL on port \d+\n {2}Google {5}sandbox at http/)
  expect(dev.output()).toMatch(
    /\n {2}Facebook {3}sandbox at http\S+ \(not the real one\)\n {2}X {10}sandbox at http/,
  )
  const [, panel = ''] = /\n {2}Panel {6}(http:\S+\/panel) /.exec(dev.output()) ?? []
  expect(await (await fetch(panel)).text()).toContain('States of the app')
  expect(findParts()).toEqual(PARTS)
  firstSignIn = await signInOverHttp(address, ADA)
  expect(firstSignIn).toMatchObject({ name: 'Ada Lovelace', email: 'ada@gmail.example' })
  for (const report of ['deauthorize', 'delete-data'])
    expect(await tellSandbox(`facebook/${report}`, { account: ADA }), report).toMatchObject({ status: 200 })

  const second = start()
  expect(await second.exited).toBe(1)
  expect(second.output()).toContain(`already runs in this checkout at ${address}`)

  process.kill(dev.pid, 'SIGTERM')
  expect(await dev.exited).toBe(0)
  expect(checkout.listProcesses()).toEqual([])
})

test('the doctor examines what runs, finds nothing while all is well, and names what is not', async () => {
  const dev = start()
  await waitUntil(() => existsSync(join(checkout.path, '.data/dev.lock')))
  expect(await doctor()).toMatchObject({ code: 1, errors: expect.stringContaining('is still starting') })
  const address = await dev.address
  // The server works on its queue soon after it answers.
  await expect.poll(() => ask('SELECT 1 FROM pgboss.instance WHERE schedule')).not.toEqual([])

  const well = await doctor({}, ['--json', '--strict'])
  expect(well.errors).toBe('')
  expect(well.checks.filter(({ verdict }) => verdict !== 'ok')).toEqual([])
  expect(well.code).toBe(0)
  const { output, code } = await doctor({}, [])
  expect(output).toMatch(`Examined: npm run dev, which runs at ${address}\n`)
  expect(code).toBe(0)

  const given = await doctor({ DATABASE_URL: 'postgresql://127.0.0.1:1/none' })
  expect(given).toMatchObject({
    code: 1,
    errors: expect.stringContaining('was started without DATABASE_URL'),
  })
  const production = await doctor({ NODE_ENV: 'production' }, [])
  expect(production.output).toContain('Examined: what npm start would have here\n')
  expect(production.code).toBe(1)

  await ask(
    `UPDATE _prisma_migrations SET migration_name = 'x' || migration_name WHERE migration_name ~ 'grants'`,
  )
  const sandbox = checkout.listProcesses().find(({ command }) => command.includes('sandbox/main.ts'))
  process.kill(sandbox?.pid ?? 0, 'SIGSTOP')
  const ill = await doctor()
  process.kill(sandbox?.pid ?? 0, 'SIGCONT')
  await ask(
    `UPDATE _prisma_migrations SET migration_name = substr(migration_name, 2) WHERE migration_name ~ 'grants'`,
  )
  expect(ill.errors).toBe('')
  expect(faultsOf(ill)).toEqual([
    'google-discovery',
    'facebook-keys',
    'facebook-client',
    'x-client',
    'migrations',
    'mail-server',
  ])
  expect(ill.code).toBe(1)
  await stop(dev)

  const none = await doctor({}, [])
  expect(none.output).toContain('Examined: what npm start would have here\n')
})

test('everything it needs moves on from ports that are taken, and what depends on them follows', async () => {
  const ports = await readJson('ports.json')
  const taken = [
    await occupy(port),
    await occupy(Number(ports.postgres)),
    await occupy(Number(ports.sandbox)),
  ]
  const dev = start()
  const address = await dev.address
  expect(Number(new URL(address).port)).toBeGreaterThan(port)
  expect((await fetch(address)).status).toBe(200)

  const sandbox = checkout.listProcesses().find(({ command }) => command.includes('sandbox/main.ts'))
  expect(sandbox?.command).toContain(`--redirect-uri ${address}/api/auth/callback/google`)
  const [, google] = /sandbox at (\S+)/.exec(dev.output()) ?? []
  const images = await ask('SELECT image FROM users')
  expect(images).toEqual([{ image: `${google}/photos/${ADA}.svg` }])
  expect(await signInOverHttp(address, ADA)).toMatchObject({ memberSince: firstSignIn.memberSince })
  await rememberSomething()
  for (const server of taken) server.close()
  await stop(dev)
})

test('when it is killed, what it started stops by itself, and the next start has the data', async () => {
  const dev = start()
  const address = await dev.address
  const ports = await readJson('ports.json')
  process.kill(dev.pid, 'SIGKILL')
  await waitUntil(() => checkout.listProcesses().length === 0)

  const next = start()
  expect(await next.address).toBe(address)
  expect(await readJson('ports.json')).toEqual(ports)
  expect(await recallSomething()).toEqual([{ word: 'kept' }])

  const others = checkout.listProcesses().filter(({ command }) => !command.includes('bin/postgres'))
  // All are stopped before one is killed: whoever saw another end would end PostgreSQL in good order.
  for (const signal of ['SIGSTOP', 'SIGKILL'] as const)
    for (const { pid } of others) process.kill(pid, signal)
  await next.exited
})

test('it recovers from a PostgreSQL that was left running, and a part that ends stops all others', async () => {
  expect(findParts()).toEqual(['bin/postgres'])
  const dev = start()
  await dev.address
  expect(await recallSomething()).toEqual([{ word: 'kept' }])

  const sandbox = checkout.listProcesses().find(({ command }) => command.includes('sandbox/main.ts'))
  process.kill(sandbox?.pid ?? 0, 'SIGKILL')
  expect(await dev.exited).toBe(1)
  expect(dev.output()).toContain('The sandbox was ended by SIGKILL. Stopping everything.')
  expect(checkout.listProcesses()).toEqual([])
})

/** A title that is asked for after a second, as one from a database is, and a page that has nothing to wait for. */
const SLOW_TITLE = `
  export async function generateMetadata() {
    await new Promise((done) => setTimeout(done, 1000))
    return { title: 'Late' }
  }
  export default function Page() {
    return <main id="main">Early</main>
  }`

test('a page whose title takes long waits for it, so that what breaks in it breaks before anything is sent', async () => {
  const folder = join(checkout.path, 'app/late')
  await mkdir(folder)
  await writeFile(join(folder, 'page.tsx'), SLOW_TITLE)
  const dev = start()
  // Next would have any browser read the title from the end of the page.
  const answer = await fetch(`${await dev.address}/late`, { headers: { 'user-agent': FIREFOX } })
  const [head = '', body = ''] = (await answer.text()).split('</head>')
  expect(body).toContain('Early')
  expect(head).toMatch(/<title>Late/)
  await stop(dev)
  await rm(folder, { recursive: true })
})

test('settings that cannot work together are named, and nothing is started', async () => {
  const cases = [
    [{ AUTH_GOOGLE_ID: 'id' }, 'AUTH_GOOGLE_SECRET is not set, but AUTH_GOOGLE_ID is'],
    [{ AUTH_GOOGLE_ISSUER: 'https://id.example' }, 'AUTH_GOOGLE_ID is not set, but AUTH_GOOGLE_ISSUER is'],
    [{ AUTH_FACEBOOK_SECRET: 'geheim' }, 'AUTH_FACEBOOK_ID is not set, but AUTH_FACEBOOK_SECRET is'],
    [{ FACEBOOK_URL: 'https://id.example' }, 'AUTH_FACEBOOK_ID is not set, but FACEBOOK_URL is'],
    [{ AUTH_TWITTER_ID: 'id' }, 'AUTH_TWITTER_SECRET is not set, but AUTH_TWITTER_ID is'],
    [{ X_URL: 'https://id.example' }, 'AUTH_TWITTER_ID is not set, but X_URL is'],
    [{ PORT: 'http' }, 'PORT must be a number'],
    [
      { DATABASE_URL: 'postgresql://ada:geheim@127.0.0.1:1/books' },
      'Cannot use the database at 127.0.0.1:1/books',
    ],
  ] as const
  for (const [environment, message] of cases) {
    const dev = checkout.startDev({ PORT: String(port), ...environment })
    expect(await dev.exited).toBe(1)
    expect(dev.output()).toContain(message)
    expect(dev.output()).not.toContain('geheim')
  }
  expect(checkout.listProcesses()).toEqual([])
})

test('an address that --https cannot serve is named, and so is an option that is not known', async () => {
  const cases = [
    [{ AUTH_URL: 'http://localhost:3456' }, '--https', 'but AUTH_URL is http://localhost:3456'],
    [{ AUTH_URL: 'https://app.example' }, '--https', 'but AUTH_URL is https://app.example'],
    [{ AUTH_URL: 'https://localhost:3456', PORT: '3457' }, '--https', 'serves https://localhost:3457, but'],
    [{}, '--http', "Unknown option '--http'"],
  ] as const
  for (const [environment, option, message] of cases) {
    const dev = checkout.startDev(environment, option)
    expect(await dev.exited).toBe(1)
    expect(dev.output()).toContain(message)
  }
})

test('with a client of one provider, that one is real, and nobody stands in for the others', async () => {
  const dev = checkout.startDev({ PORT: String(port), AUTH_TWITTER_ID: 'id', AUTH_TWITTER_SECRET: 'geheim' })
  const address = await dev.address
  expect(dev.output()).toMatch(/\n {2}Google {5}not set up\n {2}Facebook {3}not set up\n/)
  expect(dev.output()).toContain(
    `X          the real one, which must know ${address}/api/auth/callback/twitter\n`,
  )
  expect(dev.output()).not.toContain('geheim')
  expect(findParts()).toEqual(PARTS.filter((part) => !part.includes('sandbox')))
  expect((await fetch(`${address}/sign-in`)).status).toBe(200)
  await stop(dev)
})

test('with allowed domains, which are Google’s, nobody stands in for Facebook or X', async () => {
  const dev = checkout.startDev({ PORT: String(port), ALLOWED_HOSTED_DOMAINS: 'analytical.example' })
  const address = await dev.address
  expect(dev.output()).toMatch(
    /Google {5}sandbox at \S+ \(not the real one\)\n {2}Facebook {3}not set up\n {2}X {10}not/,
  )
  expect((await fetch(`${address}/sign-in`)).status).toBe(200)
  await stop(dev)
})

test('an AUTH_URL that was chosen is not moved away from', async () => {
  const taken = await occupy(port)
  const dev = checkout.startDev({ AUTH_URL: `http://localhost:${port}` })
  expect(await dev.exited).toBe(1)
  expect(dev.output()).toContain(`Port ${port} is taken, and AUTH_URL`)
  taken.close()
})

test('ports that were fixed for the database and the sandbox are not moved away from', async () => {
  const wanted = port + 5_000
  const taken = await occupy(wanted)
  for (const variable of ['POSTGRES_PORT', 'SANDBOX_PORT']) {
    const dev = checkout.startDev({ PORT: String(port), [variable]: String(wanted) })
    expect(await dev.exited).toBe(1)
    expect(dev.output()).toContain(`Port ${wanted} is taken, and ${variable} names it`)
  }
  expect(checkout.listProcesses()).toEqual([])
  taken.close()
  const dev = checkout.startDev({ PORT: String(port), POSTGRES_PORT: String(wanted) })
  await dev.address
  expect(dev.output()).toContain(`embedded PostgreSQL on port ${wanted}\n`)
  await stop(dev)
})

test.describe('in a browser', () => {
  test.use({ ignoreHTTPSErrors: true })
  test.skip(!process.env.CHROMIUM_PATH, 'needs a browser')

  test('npm run dev -- --https serves, signs in and reloads over TLS, with cookies that are bound to the host', async ({
    page,
    context,
  }) => {
    const dev = checkout.startDev({ PORT: String(port) }, '--https')
    const address = await dev.address
    expect(address).toBe(`https://localhost:${port}`)
    const sockets: string[] = []
    const greetings: Promise<unknown>[] = []
    page.on('websocket', (socket) => {
      sockets.push(socket.url())
      greetings.push(socket.waitForEvent('framereceived').catch(() => undefined))
    })
    const errors: string[] = []
    page.on('console', (message) => message.type() === 'error' && errors.push(message.text()))

    await page.goto(`${address}/dashboard`)
    const button = page.getByRole('main').getByRole('button', { name: /with Google$/ })
    await button.click()
    await page.getByRole('button', { name: 'Grace Hopper grace@analytical.example' }).click()
    const before = greetings.length
    await page.getByRole('button', { name: 'Continue', exact: true }).click()
    await expect(page).toHaveURL(`${address}/dashboard`)
    await expect(page.getByRole('heading', { level: 1, name: 'Grace Hopper' })).toBeVisible()
    const cookies = await context.cookies(address)
    const names = ['session', 'zone'].map((name) => `__Host-latchkey-${new URL(address).port}-${name}`)
    expect(cookies.map(({ name }) => name).toSorted()).toEqual(names)
    expect(cookies.filter(({ secure }) => !secure)).toEqual([])
    const answer = await page.request.get(`${address}/`)
    expect(answer.headers()['strict-transport-security']).toBeUndefined()
    const { checks, code } = await doctor()
    expect(checks.filter(({ verdict }) => verdict !== 'ok')).toEqual([])
    expect(code).toBe(0)

    // A page that is not connected to the server yet is loaded anew when something changes.
    await expect.poll(() => greetings.length).toBeGreaterThan(before)
    await greetings.at(-1)
    // One that is connected and not hydrated yet is told by React to do it later.
    await hydrated(page)
    await page.evaluate(() => Object.assign(window, { stays: true }))
    const source = join(checkout.path, 'lib/messages/en/overview.ts')
    const title = /title: '[^']*'/
    expect(await readFile(source, 'utf8')).toMatch(title)
    await writeFile(source, (await readFile(source, 'utf8')).replace(title, `title: 'Fresh from the disk'`))
    await expect(page).toHaveTitle(/Fresh from the disk/, { timeout: 120_000 })
    expect(await page.evaluate(() => 'stays' in window)).toBe(true)
    expect(sockets.filter((url) => url.startsWith(`wss://localhost:${port}/_next/`))).not.toEqual([])
    expect(errors.filter((text) => !text.includes('404'))).toEqual([])

    process.kill(dev.pid, 'SIGTERM')
    expect(await dev.exited).toBe(0)
  })
})

function start(): Dev {
  return checkout.startDev({ PORT: String(port) })
}

/** `npm run doctor` in the checkout, by somebody who has set the same port. */
function doctor(environment = {}, args = ['--json']): Promise<Consultation> {
  return consultBeside(checkout.path, { PORT: String(port), ...environment }, args)
}

async function stop(dev: Dev): Promise<void> {
  process.kill(dev.pid, 'SIGTERM')
  await dev.exited
}

function findParts(): string[] {
  const commands = checkout.listProcesses().map(({ command }) => command)
  return PARTS.filter((part) => commands.some((command) => command.includes(part)))
}

async function occupy(wanted: number): Promise<Server> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(wanted, '127.0.0.1', resolve))
  return server
}

async function rememberSomething(): Promise<void> {
  await ask(`CREATE TABLE note AS SELECT 'kept' AS word`)
}

function recallSomething(): Promise<unknown[]> {
  return ask('SELECT word FROM note')
}

async function ask(sql: string): Promise<unknown[]> {
  const { postgres } = await readJson('ports.json')
  const { databasePassword } = await readJson('secrets.json')
  return query(databaseUrl(Number(postgres), String(databasePassword)), sql)
}

async function readJson(name: string): Promise<Record<string, unknown>> {
  return JSON.parse(await readFile(join(checkout.path, '.data', name), 'utf8'))
}

/** What the sandbox answers to a command, with what the application has said to it. */
async function tellSandbox(command: string, input: object): Promise<unknown> {
  const { sandbox } = await readJson('ports.json')
  const response = await fetch(`http://127.0.0.1:${sandbox}/control/${command}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(input),
  })
  return response.json()
}
