import type { Answer } from './http.ts'
import { OURS, type RawBrowser } from './raw-browser.ts'

/** A form of a page as it is sent without JavaScript: its hidden fields. */
export type RawForm = { page: string; fields: Record<string, string> }

/** The form of a Server Action on a page that has this button. */
export async function readForm(browser: RawBrowser, page: string, button: string): Promise<RawForm> {
  const { text } = await browser.get(page)
  const forms = text.split('<form').slice(1)
  const form = forms
    .map((rest) => rest.split('</form>')[0] ?? '')
    .find((html) => html.includes('$ACTION_ID') && html.includes(`>${button}`))
  if (!form) throw new Error(`There is no form with the button ${button} on ${page}`)
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
  changes: Record<string, string> = {},
  headers: Record<string, string> = OURS,
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
