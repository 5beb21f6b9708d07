import type { ProviderId } from '#lib/provider-ids'
import { type Answer, CookieJar, send } from './http.ts'
import { type Choices, type Visitor, visitProvider } from './provider-visitor.ts'

const FORM = 'application/x-www-form-urlencoded'

/** What our own pages send with a form. */
export const OURS: Record<string, string> = { 'sec-fetch-site': 'same-origin' }

/** What the pages of other sites send, or nobody knows who. */
export const FOREIGN: Record<string, string>[] = [
  { 'sec-fetch-site': 'cross-site' },
  { 'sec-fetch-site': 'same-site' },
  { 'sec-fetch-site': 'none' },
  { 'sec-fetch-site': 'cross-site', origin: 'https://evil.example' },
  { origin: 'https://evil.example' },
  { origin: 'null' },
  {},
]

type Fields = Record<string, string>
type Options = {
  jar?: CookieJar
  userAgent?: string
  /** The address that a proxy of ours saw. It counts where TRUSTED_PROXY_HOPS is 1. */
  address?: string
}

/** Where a browser is sent, by a redirect or by a page that goes on by itself; null when it is not sent anywhere. */
export function placeOf({ headers }: Pick<Answer, 'headers'>): URL | null {
  const refresh = /^0; ?url=(.+)$/.exec(headers.get('refresh') ?? '')?.[1]
  const location = headers.get('location') ?? refresh ?? null
  // A Server Action leads to a path, a route to a whole address.
  return location === null ? null : new URL(location, 'http://localhost')
}

/** Where a form led: the code of a problem, or the path; or the status that it was refused with. */
export function destination(answer: Answer): string {
  const place = placeOf(answer)
  return place ? (place.searchParams.get('code') ?? place.pathname) : String(answer.status)
}

/** A browser that shows nothing, and sends what no browser of ours would. Its cookies are its own. */
export function createRawBrowser(
  { appUrl }: { appUrl: string },
  { jar = new CookieJar(), userAgent, address }: Options = {},
) {
  const usual: Fields = {
    ...(userAgent && { 'user-agent': userAgent }),
    ...(address && { 'x-forwarded-for': address }),
  }

  async function request(path: string, options: Parameters<typeof send>[1] = {}): Promise<Answer> {
    const url = new URL(path, appUrl)
    const headers = { ...usual, ...jar.headersFor(url.pathname), ...options.headers }
    const answer = await send(url.href, { ...options, headers })
    jar.keep(answer.headers)
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

  /**
   * Posts a form that leads to a provider, and goes through its screens.
   *
   * @returns the way back, not taken yet, as a browser asks for it: without the fragment
   */
  async function travel(path: string, fields: Fields, visitor: Visitor, choices?: Choices): Promise<string> {
    const start = placeOf(await post(path, fields))
    const back = await visitProvider(start ?? new URL(path, appUrl), visitor, choices)
    return back.pathname + back.search
  }

  return {
    jar,
    get: (path: string, headers: Fields = {}) => request(path, { headers }),
    post,
    request,
    travel,
    async signIn(person: Visitor, provider: ProviderId = 'google'): Promise<void> {
      await request(await travel('/sign-in/start', { provider, returnTo: '/dashboard' }, person))
      if (![...jar.keys()].some((name) => name.endsWith('session')))
        throw new Error('The sign-in made no session')
    },
  }
}

export type RawBrowser = ReturnType<typeof createRawBrowser>

/** The form of a Server Action as it is sent without JavaScript: its hidden fields. */
export type RawForm = { page: string; fields: Fields }

/** The form of a Server Action on a page that has this button. */
export async function readForm(browser: RawBrowser, page: string, button: string): Promise<RawForm> {
  const form = findForm((await browser.get(page)).text, page, button)
  if (!form) throw new Error(`There is no form with the button ${button} on ${page}`)
  return form
}

/** The same in the text of a page that is there already. */
export function findForm(text: string, page: string, button: string): RawForm | undefined {
  const forms = text.split('<form').slice(1)
  const form = forms
    .map((rest) => rest.split('</form>')[0] ?? '')
    .find((html) => html.includes('$ACTION_ID') && html.includes(`>${button}`))
  if (!form) return undefined
  const inputs = [...form.matchAll(/<input type="hidden" ([^>]*)>/g)].map(([, rest = '']) => [
    /name="([^"]*)"/.exec(rest)?.[1] ?? '',
    /value="([^"]*)"/.exec(rest)?.[1] ?? '',
  ])
  return { page, fields: Object.fromEntries(inputs) }
}

/** Sends it, with other fields or headers if need be. */
export async function sendForm(
  browser: RawBrowser,
  { page, fields }: RawForm,
  changes: Fields = {},
  headers: Fields = OURS,
): Promise<Answer> {
  const form = new FormData()
  for (const [name, value] of Object.entries({ ...fields, ...changes })) form.set(name, value)
  const encoded = new Response(form)
  const type = encoded.headers.get('content-type') ?? ''
  const body = await encoded.text()
  const length = String(Buffer.byteLength(body))
  return browser.request(page, {
    method: 'POST',
    headers: { ...headers, 'content-type': type, 'content-length': length },
    body,
  })
}

/** Signs in as the account `sub` of a sandbox, and says what `/api/me` answers then. */
export async function signInOverHttp(appUrl: string, sub: string): Promise<Record<string, unknown>> {
  const browser = createRawBrowser({ appUrl })
  await browser.signIn({ sub })
  return JSON.parse((await browser.get('/api/me')).text)
}
