import { send } from '#tests/support/http'
import { createRawBrowser, destination, placeOf, type RawBrowser } from '#tests/support/raw-browser'
import { test as base, expect } from '#tests/support/test'

const CALLBACK = '/api/auth/callback/google'
const FORM = { returnTo: '/dashboard' }
const PEOPLE = 30
const FOR_AN_ADDRESS = 60
const FOR_A_BROWSER = 10

/** Two processes with the limits that everybody has, who trust what one proxy says of where a client is. */
const test = base.extend<{ apps: [string, string] }>({
  apps: async ({ stack }, use) => {
    const settings = { SIGN_IN_ATTEMPTS_PER_MINUTE: '', TRUSTED_PROXY_HOPS: '1' }
    const apps = await Promise.all([stack.startSecondApp(settings), stack.startSecondApp(settings)])
    await use([apps[0].url, apps[1].url])
    await Promise.all(apps.map(({ process }) => process.stop()))
  },
})

test.describe.configure({ mode: 'serial' })

/** A network that no other test is in. */
function newAddress(): string {
  return `203.0.113.${Math.floor(Math.random() * 256)}, 198.51.${random(256)}.${random(256)}`
}

const random = (below: number) => Math.floor(Math.random() * below)

/** A start by a browser that holds no cookie of ours: `started`, or the code of the problem that it led to. */
async function start(appUrl: string, address: string): Promise<string> {
  return startIn(createRawBrowser({ appUrl }, { address }))
}

async function startIn(browser: RawBrowser): Promise<string> {
  const answer = await browser.post('/sign-in/start', FORM)
  return placeOf(answer)?.pathname.startsWith('/o/oauth2/') ? 'started' : destination(answer)
}

async function startMany(count: number, one: (turn: number) => Promise<string>) {
  const answers = await Promise.all(Array.from({ length: count }, (_, turn) => one(turn)))
  return {
    started: answers.filter((answer) => answer === 'started').length,
    refused: answers.filter((answer) => answer === 'too_many_attempts').length,
  }
}

/** Requests for the callback that no navigation of a person is, and a scanner that has the address and no cookie. */
const foreign: [title: string, headers: Record<string, string>][] = [
  ['a picture', { 'sec-fetch-dest': 'image', 'sec-fetch-mode': 'no-cors', 'sec-fetch-site': 'cross-site' }],
  ['a script', { 'sec-fetch-dest': 'script', 'sec-fetch-mode': 'no-cors', 'sec-fetch-site': 'cross-site' }],
  ['a frame', { 'sec-fetch-dest': 'iframe', 'sec-fetch-mode': 'navigate', 'sec-fetch-site': 'cross-site' }],
  ['a fetch', { 'sec-fetch-dest': 'empty', 'sec-fetch-mode': 'cors', 'sec-fetch-site': 'cross-site' }],
  ['a prefetch', { 'sec-fetch-dest': 'empty', 'sec-fetch-mode': 'no-cors', 'sec-purpose': 'prefetch' }],
  [
    'a window',
    { 'sec-fetch-dest': 'document', 'sec-fetch-mode': 'navigate', 'sec-fetch-site': 'cross-site' },
  ],
  ['an old browser, or a link scanner', {}],
]

test('thirty people behind one router sign in at once, also while a page elsewhere loads the callback', {
  tag: '@R110',
}, async ({ apps, google, sql }) => {
  const address = newAddress()
  const tag = `${Date.now()}${random(1_000)}`
  const people = await Promise.all(
    Array.from({ length: PEOPLE }, (_, n) =>
      google.addPerson({
        sub: `pupil-${tag}-${n}`,
        email: `pupil.${tag}.${n}@gmail.example`,
        name: `Pupil ${n}`,
      }),
    ),
  )
  const before = await sql('SELECT key, points FROM rate_limits ORDER BY key')
  for (const [title, headers] of foreign) {
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, n) =>
        send(`${apps[n % 2]}${CALLBACK}?state=x&code=${n}`, {
          headers: { ...headers, 'x-forwarded-for': address },
        }),
      ),
    )
    expect(answers.map(({ headers }) => headers.getSetCookie().join()).join(), title).not.toContain(
      'session=',
    )
  }
  expect(await sql('SELECT key, points FROM rate_limits ORDER BY key')).toEqual(before)

  const browsers = people.map((_, n) => createRawBrowser({ appUrl: apps[n % 2]! }, { address }))
  await Promise.all(browsers.map((browser, n) => browser.signIn(people[n]!)))
  const sessions = await sql(
    `SELECT 1 FROM sessions s JOIN accounts a ON a.id = s.account_id WHERE a.provider_account_id LIKE $1`,
    [`pupil-${tag}-%`],
  )
  expect(sessions).toHaveLength(PEOPLE)
})

test('an address has sixty starts a minute in all processes together, and nobody else pays for them', {
  tag: '@R110',
}, async ({ apps, sql }) => {
  const [address, other] = [newAddress(), newAddress()]
  const most = await startMany(FOR_AN_ADDRESS + 20, (turn) => start(apps[turn % 2]!, address))
  expect(most).toEqual({ started: FOR_AN_ADDRESS, refused: 20 })
  expect(await start(apps[0], other)).toBe('started')

  // What a caller writes in front of what our proxy saw makes nobody another client.
  const last = address.split(', ')[1]
  const forged = await startMany(20, (turn) => start(apps[turn % 2]!, `192.0.2.${turn}, ${last}`))
  expect(forged).toEqual({ started: 0, refused: 20 })

  // Whoever is over the limit costs no statement any more.
  const points = () => sql('SELECT max(points) AS points FROM rate_limits')
  const before = await points()
  await startMany(20, (turn) => start(apps[turn % 2]!, address))
  expect(await points()).toEqual(before)
})

test('an IPv6 customer is one client, whichever of their addresses they use', { tag: '@R110' }, async ({
  apps,
}) => {
  const network = `2001:db8:${random(0xffff).toString(16)}:${random(0xffff).toString(16)}`
  const most = await startMany(FOR_AN_ADDRESS + 5, (turn) =>
    start(apps[0], `${network}:${turn.toString(16)}::1`),
  )
  expect(most).toEqual({ started: FOR_AN_ADDRESS, refused: 5 })
})

test('one browser has ten starts a minute, and does not use up those of its neighbours', {
  tag: '@R110',
}, async ({ apps, sql }) => {
  const address = newAddress()
  const browser = createRawBrowser({ appUrl: apps[0] }, { address })
  const answers: string[] = []
  for (let turn = 0; turn < FOR_A_BROWSER + 5; turn++) answers.push(await startIn(browser))
  expect(answers.filter((answer) => answer === 'started')).toHaveLength(FOR_A_BROWSER)
  expect(answers.slice(FOR_A_BROWSER)).toEqual(Array(5).fill('too_many_attempts'))
  expect(await startIn(createRawBrowser({ appUrl: apps[0] }, { address }))).toBe('started')
  const [row] = await sql(
    "SELECT points FROM rate_limits WHERE key LIKE '%:start:%' ORDER BY expire DESC LIMIT 1",
  )
  expect(row?.points).toBe(FOR_A_BROWSER + 1)
})

test('whoever is refused reads so, with the status and the time to wait', { tag: '@R110' }, async ({
  apps,
}) => {
  const page = await send(`${apps[0]}/sign-in/problem?code=too_many_attempts&ref=abcdefgh`)
  expect(page.status).toBe(429)
  expect(page.headers.get('retry-after')).toBe('60')
})

test('somebody who is signed in is counted for themselves, whatever their neighbours do', {
  tag: '@R110',
}, async ({ apps, person }) => {
  const address = newAddress()
  const ada = createRawBrowser({ appUrl: apps[0] }, { address })
  await ada.signIn(person)
  await startMany(FOR_AN_ADDRESS, () => start(apps[0], address))
  expect(await start(apps[0], address)).toBe('too_many_attempts')
  const answer = await ada.post('/connections/start', { intent: 'confirm', returnTo: '/settings' })
  expect(placeOf(answer)?.pathname).toMatch(/^\/o\/oauth2\//)
})

test('somebody has ten exports an hour in all processes together, and nobody else pays for them', {
  tag: '@R110',
}, async ({ apps, person, friend }) => {
  const address = newAddress()
  const ada = createRawBrowser({ appUrl: apps[0] }, { address })
  await ada.signIn(person)
  const browsers = apps.map((appUrl) => createRawBrowser({ appUrl }, { address, jar: ada.jar }))
  const answers: string[] = []
  for (let turn = 0; turn < 12; turn += 1)
    answers.push(destination(await browsers[turn % 2]!.post('/api/export', {})))
  expect(answers).toEqual([...Array(10).fill('200'), 'too_many_exports', 'too_many_exports'])
  const place = placeOf(await ada.post('/api/export', {}))
  const page = await ada.get(`${place?.pathname}${place?.search}`)
  expect([page.status, page.headers.get('retry-after')]).toEqual([429, '3600'])
  const grace = createRawBrowser({ appUrl: apps[1] }, { address })
  await grace.signIn(friend)
  expect(destination(await grace.post('/api/export', {}))).toBe('200')
})
