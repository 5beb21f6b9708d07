import { createVisitor } from '#tests/support/google-visitor'
import { type Answer, CookieJar, send } from '#tests/support/http'
import { placeOf } from '#tests/support/raw-browser'

/** What Chrome on Windows sends when somebody opens a page. */
export const userAgent =
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/146.0.0.0 Safari/537.36'

const CHROME = {
  'user-agent': userAgent,
  'sec-ch-ua': '"Chromium";v="146", "Not-A.Brand";v="24", "Google Chrome";v="146"',
  'sec-ch-ua-mobile': '?0',
  'sec-ch-ua-platform': '"Windows"',
  'accept-encoding': 'gzip, deflate, br, zstd',
  'accept-language': 'en-GB,en;q=0.9,de;q=0.8',
}

const PAGE = {
  'upgrade-insecure-requests': '1',
  accept: 'text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,image/webp,image/apng,*/*;q=0.8',
  'sec-fetch-site': 'same-origin',
  'sec-fetch-mode': 'navigate',
  'sec-fetch-user': '?1',
  'sec-fetch-dest': 'document',
}

const SCRIPT = {
  accept: '*/*',
  'sec-fetch-site': 'same-origin',
  'sec-fetch-mode': 'cors',
  'sec-fetch-dest': 'empty',
}

/** Who asks: the address bar or a link, or a script of the page. */
export type Asker = 'page' | 'script'

/** The headers of a real browser. `referer` follows from the origin. */
export function headersOf(origin: string, asker: Asker, cookie?: string): Record<string, string> {
  return {
    host: new URL(origin).host,
    connection: 'keep-alive',
    ...CHROME,
    ...(asker === 'page' ? PAGE : SCRIPT),
    referer: `${origin}/`,
    ...(cookie && { cookie }),
  }
}

/** A GET as it goes over the wire. */
export function wireRequest(path: string, headers: Record<string, string>): Buffer {
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}`)
  return Buffer.from(`GET ${path} HTTP/1.1\r\n${lines.join('\r\n')}\r\n\r\n`)
}

/** Where an application's sign-in begins and where it comes back to. */
export type SignIn = {
  origin: string
  /** The port that it listens on. */
  port: number
  issuer: string
  path: string
  callbackPath: string
  /** What the form is sent as. */
  form: () => Promise<{ type: string; body: string }>
  /** The name of the session's cookie. */
  cookie: RegExp
}

/** Milliseconds: `whole` with the provider's screens, `own` without. */
export type SignedIn = { whole: number; own: number; cookie: string }

/** Signs somebody in who has an account at the provider, in a browser of their own that has no cookie yet. */
export async function signIn(target: SignIn, sub: string): Promise<SignedIn> {
  const { origin, port, issuer, path, callbackPath } = target
  const jar = new CookieJar()
  const visitor = createVisitor(issuer)
  const { type, body } = await target.form()
  const ask = async (address: string, options: { method?: string; headers?: object; body?: string } = {}) => {
    const headers = { ...headersOf(origin, 'page'), ...jar.headersFor(address), ...options.headers }
    const answer = await send(`http://127.0.0.1:${port}${address}`, { ...options, headers })
    jar.keep(answer.headers)
    return answer
  }

  const start = performance.now()
  const length = String(Buffer.byteLength(body))
  const form = { origin, 'content-type': type, 'content-length': length }
  const started = await ask(path, { method: 'POST', headers: form, body })
  const leave = performance.now()
  const place = placeOf(started)
  if (place?.origin !== issuer) throw unexpected('The sign-in did not begin', started)
  let landing = await visitor.open(place.href)
  if (landing.text.includes('/account"'))
    landing = await visitor.press(landing, 'account', [['account', sub]])
  if (landing.text.includes('/consent"'))
    landing = await visitor.press(landing, 'consent', [['account', sub]])
  const back = performance.now()
  const done = await ask(`${callbackPath}?${landing.answer}`)
  const end = performance.now()

  const session = [...jar].find(([name]) => target.cookie.test(name))
  if (!session) throw unexpected('The sign-in made no session', done)
  return { whole: end - start, own: leave - start + (end - back), cookie: session.join('=') }
}

/** What a form of fields is sent as. */
export function encodeFields(fields: Record<string, string>): { type: string; body: string } {
  return {
    type: 'application/x-www-form-urlencoded',
    body: new URLSearchParams(fields).toString(),
  }
}

/** A Server Action as a browser sends it without JavaScript: the hidden fields of the first form on the page. */
export async function readActionForm(
  address: string,
  origin: string,
): Promise<{ type: string; body: string }> {
  const { text } = await send(address, { headers: plain(headersOf(origin, 'page')) })
  const form = new FormData()
  for (const [input] of text.matchAll(/<input type="hidden"[^>]*>/g)) {
    const [name, value] = ['name', 'value'].map((field) => new RegExp(`${field}="([^"]*)"`).exec(input)?.[1])
    form.set(name ?? '', value ?? '')
  }
  const encoded = new Response(form)
  return { type: encoded.headers.get('content-type') ?? '', body: await encoded.text() }
}

/** An answer that nobody has to unpack. */
export function plain({ 'accept-encoding': _, ...headers }: Record<string, string>): Record<string, string> {
  return headers
}

function unexpected(what: string, { status, headers, text }: Answer): Error {
  return new Error(`${what}: ${status} ${headers.get('location') ?? ''} ${text.slice(0, 300)}`)
}
