import type { ProviderId } from '#lib/provider-ids'
import { paths } from '#scripts/sandbox/endpoints'
import { CookieJar } from './http.ts'

/** Somebody, as far as a provider's screens ask who they are. */
export type Visitor = { sub: string; facebook?: { id: string } | null }

export type Choices = {
  /** The boxes that are ticked, when there are any: the optional scopes. Left out, they stay as the screen has them. */
  ticked?: readonly string[]
  /** Where they press Cancel, if they do. */
  cancelAt?: 'account' | 'consent'
}

type Screens = {
  /** Where an authorization request goes. */
  begins: string
  /** How the form of the account screen ends, and what its buttons are worth. */
  account: string
  valueOf: (visitor: Visitor) => string
  /** What is ticked from the start. */
  ticked: readonly string[]
}

const screensOf: Record<ProviderId, Screens> = {
  google: { begins: paths.authorize, account: 'account', valueOf: ({ sub }) => sub, ticked: [] },
  facebook: {
    begins: paths['facebook-dialog'],
    account: 'login',
    valueOf: ({ sub, facebook }) => facebook?.id ?? sub,
    ticked: ['email'],
  },
  twitter: { begins: paths['x-authorize'], account: 'account', valueOf: ({ sub }) => sub, ticked: [] },
}

const ids = Object.keys(screensOf) as ProviderId[]

/** Whose authorization endpoint an address is. */
export function providerAsked({ pathname }: URL): ProviderId | undefined {
  return ids.find((id) => screensOf[id].begins === pathname)
}

/**
 * Goes through the screens of whichever provider an authorization request leads to, over plain HTTP and with cookies of its
 * own: chooses the account, and agrees or cancels.
 *
 * @returns the way back to the application, not taken yet, with its fragment
 * @throws Error when it ends at a page of the provider
 */
export async function visitProvider(
  request: URL,
  visitor: Visitor,
  { ticked, cancelAt }: Choices = {},
): Promise<URL> {
  const provider = providerAsked(request)
  if (!provider) throw new Error(`It does not lead to a provider, but to ${request}`)
  const screens = screensOf[provider]
  const jar = new CookieJar()

  async function open(url: URL, form?: [string, string][]): Promise<{ url: URL; text: string | null }> {
    const response = await fetch(url, {
      method: form ? 'POST' : 'GET',
      ...(form && { body: new URLSearchParams(form) }),
      redirect: 'manual',
      headers: { ...jar.headersFor(url.pathname), accept: 'text/html' },
    })
    jar.keep(response.headers)
    const location = response.headers.get('location')
    if (location === null) return { url, text: await response.text() }
    const next = new URL(location, url)
    return next.origin === url.origin ? open(next) : { url: next, text: null }
  }

  let place = await open(request)
  for (const step of ['account', 'consent'] as const) {
    if (place.text === null) break
    const action = actionOf(place.text, step === 'account' ? screens.account : step)
    if (!action) continue
    const who: [string, string] = ['account', screens.valueOf(visitor)]
    const boxes = (ticked ?? screens.ticked).map((scope): [string, string] => ['scope', scope])
    const fields = step === 'account' ? [who] : [who, ...boxes]
    const target = cancelAt === step ? actionOf(place.text, 'cancel') : action
    place = await open(new URL(target ?? action, place.url), fields)
  }
  if (place.text !== null) throw new Error(`It ended at ${place.url.pathname}:\n${place.text}`)
  return place.url
}

/** Where the form or button of a screen goes that is called so. */
function actionOf(html: string, step: string): string | undefined {
  const pattern = new RegExp(`action="([^"]*/${step}(?:\\?[^"]*)?)"`)
  return pattern.exec(html)?.[1]?.replaceAll('&amp;', '&')
}
