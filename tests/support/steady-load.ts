/**
 * People who use a site without a pause, while something happens to it: who read their pages, who sign in and out, and who
 * end their other sessions. Each answer is checked, and each write that was acknowledged is looked up in the end.
 */
import { setTimeout as sleep } from 'node:timers/promises'
import { describeFailure, type FailureCode, saysSignedOut } from '#lib/errors'
import { hashToken } from '#lib/sessions/cookie'
import type { Person } from '#scripts/sandbox/people'
import { query } from './database.ts'
import type { controlGoogle } from './google.ts'
import type { Answer } from './http.ts'
import { providerAsked, visitProvider } from './provider-visitor.ts'
import {
  createRawBrowser,
  destination,
  findForm,
  placeOf,
  type RawBrowser,
  type RawForm,
  sendForm,
} from './raw-browser.ts'

/** What came of something that somebody did. Beside these: `status 500`, `cut off: ECONNRESET`, `503 overloaded`, … */
export const DONE = 'done'
/** What must never be: each is a promise broken. */
const SIGNED_OUT = 'signed out'
const STILL_SIGNED_IN = 'still signed in'
const WRONG_PERSON = 'another person'

export type Deed = 'read' | 'sign in' | 'sign out' | 'end others'

export type Tally = {
  /** How often each came of each deed. */
  answers: Record<Deed, Record<string, number>>
  /** Milliseconds of the longest wait for an answer. */
  longestMs: number
  /** What the database does not have although it was acknowledged, or has although nobody asked for it; in words. */
  lost: string[]
}

export type SteadyLoad = {
  /** Resolves when so many more things were done as asked, or came out in another way that is waited for. */
  more: (count: number, way?: string | RegExp) => Promise<void>
  /**
   * Resolves when everybody has had what they asked for three times in a row: with the milliseconds until the first of these
   * three of the last of them, and with the most tries in vain that anybody had until then.
   */
  untilWell: () => Promise<{ ms: number; vain: number }>
  /** Ends when everything has its answer, and looks up what was acknowledged. */
  stop: () => Promise<Tally>
}

export type Options = {
  /** Where they go; a proxy, or the server itself. */
  appUrl: string
  /** Past whatever is done to it. */
  databaseUrl: string
  google: ReturnType<typeof controlGoogle>
  readers?: number
  /** People who sign in and out, and as many who end their other sessions. */
  writers?: number
  /** Milliseconds that each waits between two things. */
  pauseMs?: number
}

/** Everything that shows whose it is. */
const PAGES = ['/api/me', '/dashboard', '/settings', '/api/me', '/connections']

/** Far beyond every limit of the application: whoever has no answer by then is given none. */
const ANSWER_LIMIT_MS = 45_000

const WELL_IN_A_ROW = 3

/** What is expected of a session in the end, by the hash of its token. After an answer that was lost it may be either. */
type Expected = { live: boolean; sub: string }

let people = 0

/** Starts when everybody is signed in. */
export async function startSteadyLoad(options: Options): Promise<SteadyLoad> {
  const { appUrl, databaseUrl, google, readers = 6, writers = 1, pauseMs = 20 } = options
  const answers: Tally['answers'] = { read: {}, 'sign in': {}, 'sign out': {}, 'end others': {} }
  const sessions = new Map<string, Expected>()
  const names = new Map<string, string[]>()
  const signIns = new Map<string, number>()
  let [longestMs, stopped] = [0, false]
  const watchers = new Set<(who: string, came: string) => void>()

  const deed = async (who: string, what: Deed, ask: () => Promise<string>): Promise<boolean> => {
    const startedAt = performance.now()
    const came = await Promise.race([
      ask().catch((error: unknown) => `cut off: ${codeOf(error)}`),
      sleep(ANSWER_LIMIT_MS, 'no answer', { ref: false }),
    ])
    longestMs = Math.max(longestMs, performance.now() - startedAt)
    answers[what][came] = (answers[what][came] ?? 0) + 1
    for (const watch of watchers) watch(who, came)
    await sleep(pauseMs)
    return came === DONE
  }

  const newPerson = (kind: string) => {
    people += 1
    const tag = `${kind}-${process.pid}-${people}`
    return google.addPerson({ sub: tag, email: `${tag}@gmail.example`, name: `${kind} ${people}` })
  }

  const tokenOf = ({ jar }: RawBrowser) =>
    [...jar].find(([name]) => name.endsWith('-session'))?.[1] ?? 'no session'

  /** Signs in in a browser, with a name that they had at Google only just before. */
  const signIn = async (browser: RawBrowser, person: Person): Promise<boolean> => {
    const known = names.get(person.sub) ?? []
    const name = `${person.name} the ${known.length + 1}th`
    await google.changeProfile(person.sub, { name })
    names.set(person.sub, [...known, name])
    const signedIn = await deed(person.sub, 'sign in', () => signInOnce(browser, person))
    if (!signedIn) return false
    names.set(person.sub, [name])
    signIns.set(person.sub, (signIns.get(person.sub) ?? 0) + 1)
    sessions.set(hashToken(tokenOf(browser)), { live: true, sub: person.sub })
    return true
  }

  const readAs = (who: string, browser: RawBrowser, person: Person, path = '/api/me') =>
    deed(who, 'read', async () => checkPage(await browser.get(path), person.email))

  /** A session that somebody was asked to end: until that is acknowledged it may be over or not. */
  const end = async (hashes: string[], ask: () => Promise<boolean>): Promise<boolean> => {
    const before = hashes.flatMap((hash) => (sessions.has(hash) ? [hash] : []))
    const found = before.map((hash) => [hash, sessions.get(hash)!] as const)
    for (const hash of before) sessions.delete(hash)
    const ended = await ask()
    if (ended) for (const [hash, { sub }] of found) sessions.set(hash, { live: false, sub })
    return ended
  }

  const startReader = async (): Promise<() => Promise<void>> => {
    const person = await newPerson('reader')
    const browser = createRawBrowser({ appUrl })
    await required(signIn(browser, person))
    let turn = 0
    return async () => {
      turn += 1
      await readAs(person.sub, browser, person, PAGES[turn % PAGES.length])
    }
  }

  const startComer = async (): Promise<() => Promise<void>> => {
    const person = await newPerson('comer')
    const first = createRawBrowser({ appUrl })
    await required(signIn(first, person))
    const form = await formOf(first, '/dashboard', ['Sign out'])
    return async () => {
      const browser = createRawBrowser({ appUrl })
      if (!(await signIn(browser, person))) return
      await readAs(person.sub, browser, person, '/dashboard')
      const own = hashToken(tokenOf(browser))
      await end([own], () =>
        deed(person.sub, 'sign out', async () => checkForm(await sendForm(browser, form), '/signed-out')),
      )
    }
  }

  const startEnder = async (): Promise<() => Promise<void>> => {
    const person = await newPerson('ender')
    const main = createRawBrowser({ appUrl })
    await required(signIn(main, person))
    await required(signIn(createRawBrowser({ appUrl }), person))
    const form = await formOf(main, '/sessions', ['Sign it out', 'Sign them out'])
    return async () => {
      const elsewhere = createRawBrowser({ appUrl })
      if (!(await signIn(elsewhere, person))) return
      await readAs(person.sub, elsewhere, person)
      const own = hashToken(tokenOf(main))
      const others = [...sessions].filter(([hash, { sub }]) => sub === person.sub && hash !== own)
      const ended = await end(
        others.map(([hash]) => hash),
        () => deed(person.sub, 'end others', async () => checkForm(await sendForm(main, form), '/sessions')),
      )
      // The very next request, at whichever process it comes to.
      if (ended) await deed(person.sub, 'read', async () => checkEnded(await elsewhere.get('/api/me')))
      await readAs(person.sub, main, person, '/dashboard')
    }
  }

  const each = <T>(count: number, make: () => Promise<T>) => Promise.all(Array.from({ length: count }, make))
  const turns = [
    ...(await each(readers, startReader)),
    ...(await each(writers, startComer)),
    ...(await each(writers, startEnder)),
  ]
  const everybody = [...names.keys()]
  for (const counts of Object.values(answers)) for (const came of Object.keys(counts)) delete counts[came]
  longestMs = 0
  const runs = Promise.all(
    turns.map(async (turn) => {
      while (!stopped) await turn()
    }),
  )

  return {
    more(count, way = DONE) {
      let seen = 0
      return new Promise((resolve) => {
        const watch = (_who: string, came: string) => {
          if (typeof way === 'string' ? came === way : way.test(came)) seen += 1
          if (seen < count) return
          watchers.delete(watch)
          resolve()
        }
        watchers.add(watch)
      })
    },
    untilWell() {
      const startedAt = performance.now()
      const rows = new Map(everybody.map((who) => [who, { inARow: 0, vain: 0, wellAt: startedAt }]))
      return new Promise((resolve) => {
        const watch = (who: string, came: string) => {
          const row = rows.get(who)!
          if (row.inARow >= WELL_IN_A_ROW) return
          if (came !== DONE) Object.assign(row, { inARow: 0, vain: row.vain + 1 })
          else {
            if (row.inARow === 0) row.wellAt = performance.now()
            row.inARow += 1
          }
          const all = [...rows.values()]
          if (all.some(({ inARow }) => inARow < WELL_IN_A_ROW)) return
          watchers.delete(watch)
          resolve({
            ms: Math.max(...all.map(({ wellAt }) => wellAt)) - startedAt,
            vain: Math.max(...all.map(({ vain }) => vain)),
          })
        }
        watchers.add(watch)
      })
    },
    async stop() {
      stopped = true
      await runs
      const lost = await findLost(databaseUrl, { sessions, names, signIns })
      return { answers, longestMs, lost }
    },
  }
}

async function required(signedIn: Promise<boolean>): Promise<void> {
  if (!(await signedIn)) throw new Error('Somebody could not sign in before anything had happened')
}

/** Goes to the provider and back. Where it is not let, what is said instead. */
async function signInOnce(browser: RawBrowser, person: Person): Promise<string> {
  const start = await browser.post('/sign-in/start', { provider: 'google', returnTo: '/dashboard' })
  const place = placeOf(start)
  if (!place || !providerAsked(place)) return explain(start)
  const back = await visitProvider(place, person)
  const answer = await browser.get(back.pathname + back.search)
  return checkForm(answer, '/dashboard')
}

/** Whether a page or an answer is of the person who asked, and of nobody else. */
function checkPage(answer: Answer, email: string): string {
  const addresses: string[] = answer.text.match(/[\w-]+@gmail\.example/g) ?? []
  if (addresses.some((one) => one !== email)) return WRONG_PERSON
  if (answer.status !== 200) return explain(answer)
  return addresses.length > 0 ? DONE : 'a page of nobody'
}

function checkForm(answer: Answer, wanted: string): string {
  return answer.status === 303 && destination(answer) === wanted ? DONE : explain(answer)
}

/** Of a session that was ended before this was asked. */
function checkEnded(answer: Answer): string {
  if (answer.status === 200) return STILL_SIGNED_IN
  return answer.status === 401 ? DONE : explain(answer)
}

const OUTAGES = ['unavailable', 'overloaded', 'not_ready'] as const satisfies FailureCode[]

function explain(answer: Answer): string {
  const place = placeOf(answer)
  const code = place?.searchParams.get('code')
  if (code) return saysSignedOut(code as FailureCode) ? SIGNED_OUT : `says ${code}`
  if (answer.status === 401 || place?.pathname.startsWith('/sign-in')) return SIGNED_OUT
  if (place) return `led to ${place.pathname}`
  if (answer.status !== 503) return `status ${answer.status}`
  const said = OUTAGES.find((one) => answer.text.includes(describeFailure(one).title))
  return said && answer.headers.has('retry-after')
    ? `503 ${said}`
    : '503 that does not say why, or until when'
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : String(error)
}

async function formOf(browser: RawBrowser, page: string, buttons: string[]): Promise<RawForm> {
  const { text } = await browser.get(page)
  for (const button of buttons) {
    const form = findForm(text, page, button)
    if (form) return form
  }
  throw new Error(`There is no form with a button ${buttons.join(' or ')} on ${page}`)
}

type Acknowledged = {
  sessions: Map<string, Expected>
  /** What somebody may be called: the last name that was acknowledged, and those after it of which nobody knows. */
  names: Map<string, string[]>
  signIns: Map<string, number>
}

async function findLost(databaseUrl: string, { sessions, names, signIns }: Acknowledged): Promise<string[]> {
  const found = await query<{ hash: string; live: boolean }>(
    databaseUrl,
    'SELECT token_hash AS hash, ended_at IS NULL AS live FROM sessions WHERE token_hash = ANY ($1)',
    [[...sessions.keys()]],
  )
  const live = new Set(found.filter((row) => row.live).map(({ hash }) => hash))
  const people = await query<{ sub: string; name: string; signIns: number }>(
    databaseUrl,
    `SELECT a.provider_account_id AS sub, u.name,
            (SELECT count(*)::int FROM events e WHERE e.user_id = u.id AND e.kind LIKE 'signed\\_in%') AS "signIns"
       FROM accounts a JOIN users u ON u.id = a.user_id WHERE a.provider_account_id = ANY ($1)`,
    [[...names.keys()]],
  )
  const known = new Map(people.map((row) => [row.sub, row]))
  return [
    ...[...sessions].flatMap(([hash, { live: wanted, sub }]) => {
      if (live.has(hash) === wanted) return []
      return [`${sub}: a session that ${wanted ? 'nobody ended is over' : 'was ended is not over'}`]
    }),
    ...[...names].flatMap(([sub, possible]) => {
      const row = known.get(sub)
      if (!row) return [`${sub}: is not there`]
      const { name, signIns: lines } = row
      return [
        ...(possible.includes(name) ? [] : [`${sub}: is called ${name}, not ${possible.join(' or ')}`]),
        ...(lines >= (signIns.get(sub) ?? 0)
          ? []
          : [`${sub}: ${lines} of ${signIns.get(sub)} sign-ins are known`]),
      ]
    }),
  ]
}
