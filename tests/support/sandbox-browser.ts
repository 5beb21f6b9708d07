import { CookieJar } from './http.ts'

/** Where a visit stopped: at a page of the sandbox, or at the app with the answer in its query. */
export type Landing = { path: string; status: number; text: string; answer: URLSearchParams | undefined }

/**
 * A browser without a screen, with cookies of its own.
 *
 * @returns opens an address, or sends a form there. Follows redirects inside the sandbox, and stops at a page or at the
 * app's address
 */
export function browseSandbox(issuer: string) {
  const jar = new CookieJar()
  return async function open(address: string, form?: URLSearchParams): Promise<Landing> {
    const url = new URL(address, issuer)
    const response = await fetch(url, {
      method: form ? 'POST' : 'GET',
      ...(form ? { body: form } : {}),
      redirect: 'manual',
      headers: { ...jar.headersFor(url.pathname), accept: 'text/html' },
    })
    jar.keep(response.headers)
    const target = response.headers.get('location')
    const location = target ? new URL(target, url) : null
    if (location?.origin === issuer) return open(location.href)
    return {
      path: url.pathname,
      status: response.status,
      text: await response.text(),
      answer: location?.searchParams,
    }
  }
}
