import { readdirSync } from 'node:fs'
import { expect } from '@playwright/test'
import type { ProviderId } from '#lib/provider-ids'
import type { Lied } from '#tests/support/lying-stack'
import { createRawBrowser, destination, placeOf, type RawBrowser } from '#tests/support/raw-browser'
import type { Case, Hand } from './case.ts'

/** Where a case is tried: at a process that serves, or at one that knows no metadata and no keys yet. */
type Place = { lied: Lied['lied']; appUrl: string; coldUrl: string }

/** Every case, by the endpoint that lies and its own name. */
export async function readCases(): Promise<[name: string, found: Case][]> {
  const files = readdirSync(import.meta.dirname, { recursive: true, encoding: 'utf8' }).filter((path) =>
    /\/.*\.ts$/.test(path),
  )
  const load = async (path: string) =>
    [path.replace(/\.ts$/, ''), (await import(`./${path}`)).default] as const
  return Promise.all(files.sort().map(load)) as Promise<[string, Case][]>
}

/** Tries a case at one provider. */
export async function runCase(one: Case, provider: ProviderId, place: Place): Promise<void> {
  place.lied.liar.lie({})
  if ('run' in one) await one.run(handOf(place), provider)
  else await answerWith(place, provider, one)
}

type LieCase = Extract<Case, { lie: unknown }>

/** One sign-in up to its end, which must be the expected one and leave no more than that. */
async function answerWith(place: Place, provider: ProviderId, one: LieCase): Promise<void> {
  const { lied, appUrl, coldUrl } = place
  const { liar } = lied
  const { lie, exchanges = 1, comesTo = 'provider_invalid' } = one
  const browser = createRawBrowser({ appUrl: one.cold ? coldUrl : appUrl })
  const hand = handOf(place)
  liar.lie(typeof lie === 'function' ? lie({ provider, clients: liar.clients, url: liar.url }) : lie)
  const [rows, brought, asked] = [await hand.count(), liar.exchanges(), liar.asked('/evil')]

  const start = await browser.post('/sign-in/start', { provider, returnTo: '/dashboard' })
  const address = placeOf(start)
  const back =
    address?.origin === liar.url ? await browser.get(liar.answer(address, hand.newSubject()).path) : start
  const expected = typeof comesTo === 'string' ? comesTo : (comesTo[provider] ?? 'provider_invalid')
  const accepted = expected.startsWith('/')
  expect(destination(back)).toBe(expected)
  expect(back.headers.get('cache-control')).toContain('no-store')
  expect(browser.jar.has(lied.sessionCookie)).toBe(accepted)
  const made = accepted ? 1 : 0
  expect(await hand.count()).toEqual({ accounts: rows.accounts + made, sessions: rows.sessions + made })
  if (address?.origin === liar.url) expect(liar.exchanges() - brought).toBe(exchanges)
  expect(liar.asked('/evil'), 'what a token leads to').toBe(asked)
  if (!accepted) expect([303, 503]).toContain(back.status)
}

export function handOf({ lied, appUrl }: Omit<Place, 'coldUrl'>) {
  const { liar, ask } = lied
  const browser = () => createRawBrowser({ appUrl })
  const begin: Hand['begin'] = async (one, provider, path = '/sign-in/start', fields = {}) => {
    const answer = await one.post(path, { provider, returnTo: '/dashboard', ...fields })
    const address = placeOf(answer)
    if (address?.origin !== liar.url)
      throw new Error(`It does not lead to the provider: ${destination(answer)}`)
    return address
  }
  const signIn: Hand['signIn'] = async (one: RawBrowser, provider, subject) => {
    const answer = await one.get(liar.answer(await begin(one, provider), subject).path)
    expect(destination(answer)).toBe('/dashboard')
  }
  const count = async () => {
    const [row] = await ask<{ accounts: number; sessions: number }>(
      'SELECT (SELECT count(*)::int FROM accounts) AS accounts, (SELECT count(*)::int FROM sessions) AS sessions',
    )
    return row ?? { accounts: -1, sessions: -1 }
  }
  return { liar, stack: { ...lied, appUrl }, sql: ask, browser, newSubject, begin, signIn, count }
}

/** A number, as people have at X; for all providers the same kind. */
function newSubject(): string {
  return String(1_000_000_000_000 + Math.floor(Math.random() * 1_000_000_000_000))
}
