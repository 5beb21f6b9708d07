const FORM_HEADERS = { 'content-type': 'application/x-www-form-urlencoded', 'sec-fetch-site': 'same-origin' }

type Page = { url: string; text: string }

/**
 * Signs in as the sandbox's account `sub`, over plain HTTP and through every screen.
 *
 * @returns what `/api/me` says afterwards
 * @throws Error with the address where the journey ended, when that is not the dashboard
 */
export async function signInOverHttp(appUrl: string, sub: string): Promise<Record<string, unknown>> {
  const jars = new Map<string, Map<string, string>>()
  const visit = (url: string, form?: Record<string, string>) => follow(jars, url, form)

  let page = await visit(`${appUrl}/sign-in/start`, { returnTo: '/dashboard' })
  for (const step of ['account', 'consent']) {
    const [, action] = new RegExp(`action="([^"]+/${step})"`).exec(page.text) ?? []
    if (action) page = await visit(new URL(action, page.url).href, { account: sub })
  }
  if (page.url !== `${appUrl}/dashboard`) throw new Error(`The sign-in ended at ${page.url}`)
  return JSON.parse((await visit(`${appUrl}/api/me`)).text)
}

/** Follows redirects from site to site, with a cookie jar for each host name, as a browser has. */
async function follow(
  jars: Map<string, Map<string, string>>,
  url: string,
  form?: Record<string, string>,
): Promise<Page> {
  const { hostname } = new URL(url)
  const jar = jars.get(hostname) ?? new Map<string, string>()
  jars.set(hostname, jar)
  const response = await fetch(url, {
    ...(form ? { method: 'POST', body: new URLSearchParams(form) } : {}),
    headers: { ...(form ? FORM_HEADERS : {}), cookie: [...jar].map((pair) => pair.join('=')).join('; ') },
    redirect: 'manual',
  })
  for (const line of response.headers.getSetCookie()) {
    const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? []
    if (value) jar.set(name, value)
    else jar.delete(name)
  }
  const location = response.headers.get('location')
  return location ? follow(jars, new URL(location, url).href) : { url, text: await response.text() }
}
