import type { Context } from 'koa'

/** HTML that is safe to place in a page as it is. Only `html` makes one. */
export type Html = { readonly markup: string }

/** A template whose values are escaped, unless they are `Html` themselves. Lists are joined. */
export function html(parts: TemplateStringsArray, ...values: unknown[]): Html {
  return { markup: parts.map((part, i) => part + (i < values.length ? show(values[i]) : '')).join('') }
}

/** A whole page of the sandbox around its main content. `standsFor` is whose page it would be. */
export function page(title: string, main: Html, standsFor = 'Google'): string {
  return html`<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <meta name="color-scheme" content="light dark">
    <link rel="icon" href="data:,">
    <title>${title} – ${standsFor} sandbox (not ${standsFor})</title>
    <style>${style}</style>
  </head>
  <body>
    <header><p><strong>${standsFor} sandbox – not ${standsFor}.</strong> A stand-in on this computer for developing and testing.
    Nothing here is real; never type a password.</p></header>
    <main>${main}</main>
  </body>
</html>
`.markup
}

/** A page that ends an authorization request without going back to the app. `code` is the provider's name for it. */
export function problemPage(
  problem: { title: string; text: string; code: string; detail?: string },
  standsFor?: string,
): string {
  return page(
    problem.title,
    html`<h1>${problem.title}</h1><p>${problem.text}</p>
      <p class="soft">${problem.code}</p>${problem.detail && html`<p><code>${problem.detail}</code></p>`}`,
    standsFor,
  )
}

/** Answers with a page of the sandbox, never cached and never framed. */
export function sendPage(
  ctx: Pick<Context, 'set' | 'status' | 'body' | 'type'>,
  status: number,
  html: string,
): void {
  ctx.status = status
  ctx.type = 'text/html; charset=utf-8'
  ctx.set({
    'Cache-Control': 'no-store',
    'X-Frame-Options': 'DENY',
    'Content-Security-Policy': "default-src 'none'; style-src 'unsafe-inline'; img-src * data:",
  })
  ctx.body = html
}

/** The fields of a posted form. */
export async function readForm(ctx: Context): Promise<URLSearchParams> {
  return new URLSearchParams(await readText(ctx))
}

const longestBody = 1_000_000

/** The body of a request as text. A longer one than a megabyte is refused. */
export async function readText(ctx: Context): Promise<string> {
  const chunks: Buffer[] = []
  let length = 0
  for await (const chunk of ctx.req) {
    length += chunk.length
    if (length > longestBody) throw new Error('the request body is too long for the sandbox')
    chunks.push(chunk)
  }
  return Buffer.concat(chunks).toString('utf8')
}

const entities: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

function show(value: unknown): string {
  if (value === undefined || value === null || value === false) return ''
  if (Array.isArray(value)) return value.map(show).join('')
  if (typeof value === 'object' && 'markup' in value) return String(value.markup)
  return String(value).replace(/[&<>"']/g, (character) => entities[character] ?? '')
}

const style: Html = {
  markup: `
:root { color-scheme: light dark; --paper: #fdf8ee; --card: #fffdf8; --ink: #2b2030; --soft: #5f5266;
  --line: #b8a7b0; --accent: #6b2a7c; --on-accent: #fff; --tape: #ffd23f; --tape-ink: #2b2030 }
@media (prefers-color-scheme: dark) { :root { --paper: #1c1620; --card: #272029; --ink: #f4ecf5; --soft: #c6b8cc;
  --line: #6d5f74; --accent: #d9a3ea; --on-accent: #2a1033; --tape: #ffd23f } }
* { box-sizing: border-box }
body { margin: 0; background: var(--paper); color: var(--ink); font: 1rem/1.5 Georgia, 'Times New Roman', serif }
header { background: var(--tape); color: var(--tape-ink); border-block: .5rem solid;
  border-image: repeating-linear-gradient(-45deg, #2b2030 0 .75rem, #ffd23f .75rem 1.5rem) 8 }
header p { margin: 0 auto; max-width: 30rem; padding: .5rem 1.5rem; font-size: .9375rem }
main { max-width: 30rem; margin: 2rem auto; padding: 2rem 1.5rem; background: var(--card);
  border: 2px solid var(--line); border-radius: .25rem }
@media (max-width: 34rem) { main { margin: 0; border-width: 0 0 2px } }
h1 { font-size: 1.75rem; line-height: 1.2; margin: 0 0 .5rem; overflow-wrap: anywhere }
h2 { font-size: 1.125rem; margin: 1.5rem 0 .5rem }
p { margin: 0 0 1rem; overflow-wrap: anywhere }
.soft { color: var(--soft) }
ul { list-style: none; margin: 0 0 1.5rem; padding: 0 }
ul.plain { list-style: disc; padding-inline-start: 1.25rem }
code { overflow-wrap: anywhere }
button { font: inherit; color: inherit; cursor: pointer; min-height: 2.75rem; border-radius: .25rem }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px }
.account { display: flex; gap: .75rem; align-items: center; width: 100%; text-align: start; padding: .625rem .25rem;
  background: none; border: 0; border-block-end: 1px solid var(--line) }
.account:hover { background: var(--paper) }
.account img, .initial { width: 2.5rem; height: 2.5rem; border-radius: .25rem; flex: none }
.initial { display: grid; place-items: center; background: var(--accent); color: var(--on-accent) }
.account span { min-width: 0; overflow-wrap: anywhere }
.account .who { flex: 1 }
.account .who span { display: block }
.choice { display: flex; gap: .75rem; align-items: flex-start; padding: .625rem 0; border-block-end: 1px solid var(--line) }
.choice input { width: 1.375rem; height: 1.375rem; margin: .125rem 0 0; flex: none; accent-color: var(--accent) }
.actions { display: flex; flex-wrap: wrap; gap: .75rem; margin-top: 1.5rem }
.actions button { padding: .5rem 1.5rem; border: 2px solid var(--accent); background: none }
.actions .main { background: var(--accent); color: var(--on-accent) }
`,
}
