import type { Person } from '#scripts/sandbox/people'
import { createVisitor, type Landing } from './google-visitor.ts'
import { type Answer, send } from './http.ts'
import type { Stack } from './stack.ts'

const FORM = 'application/x-www-form-urlencoded'

/** What our own pages send with a form. */
export const OURS: Record<string, string> = { 'sec-fetch-site': 'same-origin' }

type Fields = Record<string, string>

/** Where a browser is sent; null when it is not sent anywhere. */
export function placeOf({ headers }: Answer): URL | null {
  const location = headers.get('location')
  // A Server Action leads to a path, a route to a whole address.
  return location === null ? null : new URL(location, 'http://localhost')
}

/** A browser that shows nothing, and sends what no browser of ours would. Its cookies are its own. */
export function createRawBrowser({ appUrl, issuer }: Stack) {
  const jar = new Map<string, string>()

  async function request(path: string, options: Parameters<typeof send>[1] = {}): Promise<Answer> {
    const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ')
    const headers = { ...(cookie ? { cookie } : {}), ...options.headers }
    const answer = await send(new URL(path, appUrl).href, { ...options, headers })
    for (const line of answer.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? []
      if (value) jar.set(name, value)
      else jar.delete(name)
    }
    return answer
  }

  const post = (path: string, fields: Fields, headers = OURS) => {
    const body = new URLSearchParams(fields).toString()
    const length = String(Buffer.byteLength(body))
    return request(path, {
      method: 'POST',
      headers: { ...headers, 'content-type': FORM, 'content-length': length },
      body,
    })
  }

  /** Begins a journey and goes through Google's screens as `person`. @returns the way back, not taken yet */
  async function travel(path: string, fields: Fields, person: Person): Promise<string> {
    const start = placeOf(await post(path, fields))
    if (start?.origin !== issuer) throw new Error(`The journey did not begin, but led to ${start}`)
    const visitor = createVisitor(issuer)
    const account: [string, string][] = [['account', person.sub]]
    let landing: Landing = await visitor.authorize(Object.fromEntries(start.searchParams))
    if (landing.text.includes('/account"')) landing = await visitor.press(landing, 'account', account)
    if (landing.text.includes('/consent"')) landing = await visitor.press(landing, 'consent', account)
    return `/api/auth/callback/google?${landing.answer}`
  }

  return {
    jar,
    get: (path: string, headers: Fields = {}) => request(path, { headers }),
    post,
    request,
    travel,
    async signIn(person: Person): Promise<void> {
      await request(await travel('/sign-in/start', { returnTo: '/dashboard' }, person))
      if (!jar.has('latchkey-session')) throw new Error('The sign-in made no session')
    },
  }
}

export type RawBrowser = ReturnType<typeof createRawBrowser>
