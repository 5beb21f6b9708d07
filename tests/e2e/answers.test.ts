import type { BrowserContext, Page, Route } from '@playwright/test'
import { type PagePath, pages } from '#lib/pages'
import { givePermission } from '#tests/support/pages'
import { expect, test } from '#tests/support/test'

/** The page about a deletion that nobody has asked for. */
test.use({ allowedErrors: [/status of 404/] })

/** Where a control stands: in the page itself, or in the header and the footer, which are around every page. */
type Part = 'own' | 'around'

type Pressed = { control: string; part: Part; answer: string | null; ms: number }

/**
 * Presses every link and every button that is to be seen on a page, and on what these open, one after the other. Runs in the
 * page, whose network says nothing: each has to answer by itself.
 *
 * @param parts in which of them it presses; controls of the other are only listed
 * @returns what was to be seen of each within two frames of its event, and after how many milliseconds
 */
async function pressAll(parts: Part[]): Promise<Pressed[]> {
  const nextFrame = () => new Promise<number>(requestAnimationFrame)
  const isSeen = (element: Element) =>
    element.checkVisibility({ visibilityProperty: true, opacityProperty: true })
  const hasBar = () => getComputedStyle(document.body, '::before').content !== 'none'
  const nameOf = (element: Element) => {
    const text = element.closest('tbody') ? 'of a row' : element.textContent || element.ariaLabel || ''
    return `${element.tagName.toLowerCase()} ${text.replace(/\s+/g, ' ').trim()}`
  }
  /** How a control looks, with what is in it. */
  const look = (control: Element) =>
    [control, ...control.querySelectorAll('*')]
      .map((element) => getComputedStyle(element))
      .map(({ display, opacity, animationName }) => `${display} ${opacity} ${animationName}`)
      .join()
  /** Whatever else of a page changes by being pressed: what is open, where one is, and how it looks. */
  const state = () => [
    document.querySelectorAll('dialog[open], details[open], :popover-open').length,
    location.href,
    document.activeElement?.id,
    document.documentElement.dataset.theme,
  ]
  const pressed: Pressed[] = []
  const done = new Set<Element>()
  for (;;) {
    for (const box of document.querySelectorAll<HTMLInputElement>('input[required]')) box.checked = true
    const open = document.querySelector('dialog[open]')
    const controls = [...(open ?? document).querySelectorAll<HTMLElement>('a[href], button, summary')]
    const waiting = controls.filter((control) => !done.has(control) && isSeen(control))
    // What a question leads to before what takes it away.
    const control = open ? waiting.at(-1) : waiting[0]
    if (!control) return pressed
    done.add(control)
    const part = control.closest('main') ? 'own' : 'around'
    const name = nameOf(control)
    if (!parts.includes(part)) {
      pressed.push({ control: name, part, answer: 'not pressed', ms: 0 })
      continue
    }
    const before = { state: state(), look: look(control) }
    let at = 0
    window.addEventListener('click', ({ timeStamp }) => (at = timeStamp), { capture: true, once: true })
    control.click()
    // A slow machine may draw before it comes to what the page put off for after the event.
    await new Promise((resolve) => setTimeout(resolve))
    let answer: string | null = null
    for (let frame = 0; frame < 2 && !answer; frame++) {
      await nextFrame()
      const looksOtherwise = hasBar() && look(control) !== before.look
      if (control.hasAttribute('data-pending') && looksOtherwise) answer = 'pending'
      else if (control.ariaBusy === 'true' && looksOtherwise) answer = 'busy'
      else if (control.ariaPressed === 'true') answer = 'pressed'
      else if (state().some((value, index) => value !== before.state[index])) answer = 'changed'
    }
    pressed.push({ control: name, part, answer, ms: Math.round(performance.now() - at) })
  }
}

type Scripts = 'React is there' | 'React is not there yet'

/** Waits until all of a page has come, and until React, if it is to be there, has taken over each of its controls. */
async function settled(page: Page, scripts: Scripts): Promise<void> {
  await page.waitForFunction((taken) => {
    // What React puts in the place of what a page shows while it waits.
    const streams = document.querySelector('template[id^="B:"], div[hidden][id^="S:"]')
    if (document.readyState === 'loading' || streams || !document.querySelector('h1')) return false
    const controls = [...document.querySelectorAll('a[href], button, summary')]
    return (
      !taken || controls.every((control) => Object.keys(control).some((key) => key.startsWith('__react')))
    )
  }, scripts === 'React is there')
  await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => setTimeout(done))))
}

/** Opens a page in a tab of its own, and presses all that is on it on a slow machine while nothing that it asks for comes. */
async function pressAllOn(
  context: BrowserContext,
  path: string,
  scripts: Scripts,
  parts: Part[],
): Promise<Pressed[]> {
  const page = await context.newPage()
  const browser = await context.newCDPSession(page)
  if (scripts === 'React is not there yet') await page.route('**/_next/static/**/*.js', () => {})
  await page.goto(path, { waitUntil: 'commit' })
  await settled(page, scripts)
  await browser.send('Emulation.setCPUThrottlingRate', { rate: 4 })
  const held: Route[] = []
  await page.route('**', (route) => void held.push(route))
  const pressed = await page.evaluate(pressAll, parts)
  // What is still held when a tab is closed is sent after all: it would sign out, or delete.
  await page.goto('about:blank')
  await Promise.all(held.map((route) => route.abort('aborted')))
  await page.close()
  return pressed
}

/** What stands around every page, signed in and signed out. */
const HEADER = [
  'a Skip to the content',
  'a Latchkey',
  ...['Overview', 'Sessions', 'Activity', 'Drive', 'Posts', 'Connections', 'Settings'].map(
    (name) => `a ${name}`,
  ),
  'button AAccount menu of Ada LovelaceAda Lovelace',
]
const MENU = [
  'a Manage connections',
  ...['System', 'Light', 'Dark'].map((name) => `button ${name}`),
  'a LanguageEnglish',
  'a Settings',
  'button Sign out',
]
const FOOTER = ['a Privacy']
const AROUND_STRANGERS = ['a Skip to the content', 'a Latchkey', 'a Sign in', ...FOOTER]

/** Where what stands around a page is pressed: on one page that React's router leads from, and on one that it does not. */
const WITH_AROUND = new Set<PagePath>(['/dashboard', '/sign-in'])

const WAYS_IN = ['button Sign in with Google', 'button Continue with Facebook', 'button Sign in with X']
const SIGN_IN = [...WAYS_IN, 'a what we keep, and why']
const PRIVACY = ['a Download all of it', 'a Disconnect an account', 'a Delete your account']
const START = ['a Go to the start page']
const OVERVIEW = [
  'a Manage your connections',
  'a See all devices',
  'a See all that happened',
  'a Drive at Google',
  'a Posts at X',
]

/** By their names, in the order of the page; in a list of its own, what the control before it asks once React is there. */
type Controls = (string | string[])[]

const KEEP = 'button Keep it'
const DISCONNECT = ['button Disconnect', KEEP]
/** With each account at a provider that can tell how long ago somebody signed in there. */
const CONFIRM = [
  ...times(2, 'button Continue with Google'),
  'button Continue with Facebook',
  'button Continue with X',
]
/** A question is pressed from its end. */
const CONFIRM_FIRST = [...CONFIRM.toReversed(), KEEP]

const CONNECT = ['a Google', 'a Facebook', 'an X'].map((name) => `button Connect ${name} account`)

const DELETING = [
  'a Back to Settings',
  'a download it in the settings',
  'a remove it there',
  'a Keep my account',
]

type Row = {
  /** For whoever is signed in; null where they are led to the overview. */
  own: Controls | null
  /** For them later, after what `LATER` says, where the page is another one then. */
  later?: Controls
  /** For whoever is not signed in, where the page has something to say to them. */
  strangers?: Controls
}

/** What is to be pressed in each page itself. */
const CONTROLS: Record<PagePath, Row> = {
  '/': { own: ['a Go to your account'], strangers: WAYS_IN },
  '/sign-in': { own: ['a Go on', ...SIGN_IN], strangers: SIGN_IN },
  '/sign-in/problem': {
    own: ['a Back to where you were', ...START],
    strangers: [
      'button Sign in with Google',
      ...START,
      'button Continue with Facebook',
      'button Sign in with X',
    ],
  },
  '/signed-out': {
    own: null,
    strangers: [
      'a Sign out at Google',
      'a Open Facebook to sign out there',
      'a Sign out at X',
      ...WAYS_IN,
      ...START,
    ],
  },
  '/goodbye': { own: null, strangers: START },
  '/privacy': { own: PRIVACY, strangers: PRIVACY },
  '/data-deletion/[code]': { own: START, strangers: START },
  '/dashboard': {
    own: OVERVIEW,
    later: ['button It was me', 'a It was not me', 'button Reconnect ADA', ...OVERVIEW],
  },
  '/sessions': {
    own: [
      'button Sign out all others',
      ['button Sign it out', KEEP],
      'summary Details of Chrome on Linux',
      'button Sign out here',
      'summary Details of Firefox on Windows',
      'button Sign out of Firefox on Windows',
    ],
  },
  '/activity': {
    own: [
      'a sign out the device',
      'a Everything',
      'a Sign-ins',
      'a Sessions',
      'a Permissions',
      'a Account',
      ...times(6, 'a Was this you?'),
    ],
  },
  '/activity/[id]': {
    own: [
      'a Back to Activity',
      'button Sign out here',
      'button Sign out everywhere else',
      'a Change your password at X',
      'a See at X which devices are signed in, and sign out those that you do not know',
      'a Here, look at what opens your account, and disconnect what you do not know',
    ],
  },
  '/drive': {
    own: [
      'a ADA',
      'a GRACE',
      'button Search',
      'a All',
      'a Folders',
      'a Documents',
      'a Spreadsheets',
      'a Presentations',
      'a PDFs',
      'a Images',
      'a Videos',
      'a Audio',
      'a Name',
      'a Modified',
      'a Size',
      ...times(25, 'a of a row'),
      'a Next page',
    ],
    later: ['a ADA', 'a GRACE', 'button Reconnect'],
  },
  '/posts': {
    own: [
      'a All',
      'a Without reposts',
      'a Without reposts and replies',
      ...times(20, 'a Open at X'),
      'a Next page',
    ],
  },
  '/connections': {
    own: [
      'a @ADA',
      'button Turn off Posts',
      'a your connections at X',
      'button Disconnect @ADA',
      DISCONNECT,
      'button Turn off Drive',
      'a your connections at Google',
      'button Disconnect ADA',
      DISCONNECT,
      'button Allow Drive at Google',
      'a your connections at Google',
      'button Disconnect GRACE',
      DISCONNECT,
      'a your connections at Facebook',
      'button Disconnect ADA',
      DISCONNECT,
      ...CONNECT,
    ],
    later: [
      'a @ADA',
      'button Turn off Posts',
      'a your connections at X',
      'button Disconnect @ADA',
      CONFIRM_FIRST,
      'button Reconnect',
      'button Turn off Drive',
      'a your connections at Google',
      'button Disconnect ADA',
      CONFIRM_FIRST,
      'button Allow Drive at Google',
      'a your connections at Google',
      'button Disconnect GRACE',
      CONFIRM_FIRST,
      'a your connections at Facebook',
      'button Disconnect ADA',
      CONFIRM_FIRST,
      ...CONNECT,
    ],
  },
  '/settings': {
    own: [
      'a Change them at X',
      'button Save',
      'button Save the language',
      'button Save my choice',
      'button Download my data',
      'a Delete my account',
    ],
  },
  '/settings/delete': {
    own: [...DELETING, 'button Delete my account'],
    later: [...DELETING, ...CONFIRM],
  },
  '/confirm': { own: ['a Go on'], later: [...CONFIRM, 'a Not now'] },
}

const OF_PERSON = '(SELECT user_id FROM accounts WHERE provider_account_id = $1)'

/** Eleven minutes after they were last confirmed, when an unknown browser has come and Google has ended its access. */
const LATER = [
  `UPDATE sessions SET authenticated_at = now() - interval '11 minutes' WHERE user_id = ${OF_PERSON}`,
  `INSERT INTO events (user_id, kind, details) SELECT user_id, 'signed_in_new_browser', jsonb_build_object('account', email, 'provider', 'google')
     FROM accounts WHERE provider_account_id = $1`,
  `UPDATE grants SET dead_at = now(), dead_cause = 'revoked', access_token = NULL, access_token_key = NULL, access_token_expires_at = NULL,
          refresh_token = NULL, refresh_token_key = NULL, refresh_token_digest = NULL
     FROM accounts WHERE accounts.id = account_id AND provider_account_id = $1`,
]

for (const scripts of ['React is there', 'React is not there yet'] as const) {
  test(`every link and every button of every page says within two frames that it was heard, when ${scripts}`, async ({
    page,
    context,
    person,
    friend,
    openPosts,
    connectAccount,
    elsewhere,
    sql,
  }) => {
    test.setTimeout(360_000)
    await openPosts(page, '/dashboard')
    await connectAccount(page, person, 'google')
    await connectAccount(page, friend, 'google')
    await connectAccount(page, person, 'facebook')
    await elsewhere()
    await page.goto('/drive')
    await givePermission(page)
    await expect(page.getByRole('table')).toBeVisible()
    await page.close()
    const [line] = await sql(
      `SELECT id FROM events WHERE user_id = ${OF_PERSON} ORDER BY created_at LIMIT 1`,
      [person.sub],
    )
    const addresses = {
      '[id]': String(line?.id),
      '[code]': 'a'.repeat(32),
      '/problem': '/problem?code=cancelled&provider=google&ref=reference',
      '/confirm': '/confirm?returnTo=/settings',
    }
    const names = { [person.email]: 'ADA', [friend.email]: 'GRACE', [`@${person.x.username}`]: '@ADA' }

    const all: (Pressed & { path: string })[] = []
    /** Presses what is on a page. @param around what stands around it, where that is to be held against the page too */
    const press = async (path: PagePath, own: Controls, around?: string[]) => {
      const parts: Part[] = around && WITH_AROUND.has(path) ? ['own', 'around'] : ['own']
      const pressed = await pressAllOn(context, replaceAll(path, addresses), scripts, parts)
      const listed = (wanted: Part) =>
        pressed.filter(({ part }) => part === wanted).map(({ control }) => nameless(control, names))
      const asks = scripts === 'React is there'
      expect
        .soft(listed('own'), path)
        .toEqual(asks ? own.flat() : own.filter((one) => typeof one === 'string'))
      if (around) expect.soft(listed('around'), `around ${path}`).toEqual(around)
      all.push(...pressed.map((one) => ({ path, ...one })))
    }
    const rows = Object.entries(CONTROLS) as [PagePath, Row][]
    expect(rows.map(([path]) => path)).toEqual(pages.map(({ path }) => path))
    for (const [path, { own }] of rows) {
      if (own) await press(path, own, [...HEADER, ...(WITH_AROUND.has(path) ? MENU : []), ...FOOTER])
      else expect((await context.request.get(path)).url(), path).toMatch(/\/dashboard$/)
    }
    for (const statement of LATER) await sql(statement, [person.sub])
    for (const [path, { later }] of rows) if (later) await press(path, later)
    expect((await context.request.get('/api/me')).status(), 'the session at the end').toBe(200)
    await context.clearCookies()
    for (const [path, { strangers }] of rows) if (strangers) await press(path, strangers, AROUND_STRANGERS)

    const slowest = Math.max(...all.map(({ ms }) => ms))
    const description = `${all.length} links and buttons, the slowest after ${slowest} ms`
    test.info().annotations.push({ type: 'pressed', description })
    expect(all.filter(({ answer }) => answer === null)).toEqual([])
  })
}

function times(count: number, control: string): string[] {
  return new Array(count).fill(control)
}

/** A control without the names of people, and without when a session was last used. */
function nameless(control: string, names: Record<string, string>): string {
  return replaceAll(control, names).replace(/^summary .* now /, 'summary ')
}

function replaceAll(text: string, parts: Record<string, string>): string {
  return Object.entries(parts).reduce((whole, [part, by]) => whole.replaceAll(part, by), text)
}
