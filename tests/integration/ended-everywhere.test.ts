import { CookieJar } from '#tests/support/http'
import { startTcpProxy } from '#tests/support/proxies'
import {
  createRawBrowser,
  destination,
  type RawBrowser,
  readForm,
  sendForm,
} from '#tests/support/raw-browser'
import { expectKept } from '#tests/support/served'
import { type SteadyLoad, startSteadyLoad } from '#tests/support/steady-load'
import { test as base, expect } from '#tests/support/test'

const test = base.extend<{ people: SteadyLoad }>({
  people: async ({ stack: { appUrl, databaseUrl }, google }, use) => {
    const people = await startSteadyLoad({ appUrl, databaseUrl, google, readers: 3 })
    await use(people)
    await people.stop()
  },
})

const PATHS = ['/api/me', '/dashboard', '/sessions']

test(
  'under load, a session that was ended is refused by every process from the next request on, also by one that was stopped meanwhile or has no database',
  {
    tag: ['@R55', '@R60'],
  },
  async ({ stack, people, person }, info) => {
    const address = new URL(stack.databaseUrl)
    const database = await startTcpProxy({ host: address.hostname, port: Number(address.port) })
    address.port = String(database.port)
    const [stopped, apart] = await Promise.all([
      stack.startSecondApp(),
      stack.startSecondApp({ DATABASE_URL: address.href }),
    ])

    const main = createRawBrowser(stack)
    await main.signIn(person)
    const elsewhere = createRawBrowser(stack)
    await elsewhere.signIn(person)
    const form = await readForm(main, '/sessions', 'Sign it out')
    const [here, there, alone] = [stack.appUrl, stopped.url, apart.url].map((appUrl) => ({
      mine: createRawBrowser({ appUrl }, { jar: new CookieJar(main.jar) }),
      other: createRawBrowser({ appUrl }, { jar: new CookieJar(elsewhere.jar) }),
    })) as [Place, Place, Place]
    for (const place of [here, there, alone]) expect(await askAll(place.other)).toEqual(['200', '200', '200'])

    await database.cut()
    stopped.process.kill('SIGSTOP')
    const asked = there.other.get('/api/me')
    expect(destination(await sendForm(main, form))).toBe('/sessions')
    // No process is told: each finds it in the database, where it reads the session of every request.
    expect(await askAll(here.other)).toEqual(OVER)
    expect(await askAll(alone.other)).toEqual(['503', '503', '503'])
    const late = askAll(there.other)
    stopped.process.kill('SIGCONT')
    expect(destination(await asked)).toBe('401')
    expect(await late).toEqual(OVER)
    await database.restore()
    await expect(async () => expect(await askAll(alone.mine)).toEqual(['200', '200', '200'])).toPass()
    expect(await askAll(alone.other)).toEqual(OVER)
    for (const place of [here, there]) expect(await askAll(place.mine)).toEqual(['200', '200', '200'])

    await expectKept(info, 'a session is ended', await people.stop())
    await Promise.all([stopped.process.stop(), apart.process.stop()])
    await database.stop()
  },
)

type Place = { mine: RawBrowser; other: RawBrowser }

/** What JSON and pages say of a session that is over. */
const OVER = ['401', '/sign-in', '/sign-in']

async function askAll(browser: RawBrowser): Promise<string[]> {
  return (await Promise.all(PATHS.map((path) => browser.get(path)))).map(destination)
}
