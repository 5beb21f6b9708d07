import { type Html, html } from '../pages.ts'
import type { State } from '../state.ts'
import { actionButton } from './fields.ts'
import { appName, appOrigin, count, describeSeconds, type Notice } from './page.ts'

type Framed = {
  state: State
  /** Of all pages: what each is called, by its path behind /panel. */
  pages: readonly (readonly [path: string, title: string])[]
  current: string
  title: string
  lead: string
  notice: Notice | undefined
}

/** A whole page of the panel around its content. */
export function framePage({ state, pages, current, title, lead, notice }: Framed, content: Html): string {
  const origin = appOrigin(state)
  return html`<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <meta name="color-scheme" content="light dark">
    <link rel="icon" href="/panel/icon.svg">
    <link rel="preload" href="/panel/typeface.woff2" as="font" type="font/woff2" crossorigin>
    <link rel="stylesheet" href="/panel/theme.css">
    <link rel="stylesheet" href="/panel/panel.css">
    <script type="module" src="/panel/panel.js"></script>
    <title>${title} – Sandbox of ${appName(state)}</title>
  </head>
  <body>
    <a class="skip" href="#main">Skip to the content</a>
    <header>
      <div class="wide">
        <a class="brand" href="/panel"><img src="/panel/icon.svg" alt="" width="28" height="28">Sandbox</a>
        <p>Stands in for Google, Facebook and X. Nothing here is real.</p>
        ${origin && html`<a class="app" href="${origin}">Open ${appName(state)}</a>`}
      </div>
      <nav aria-label="Sandbox"><ul class="wide">${pages.map(
        ([path, name]) =>
          html`<li><a href="/panel${path && `/${path}`}"${path === current && html` aria-current="page"`}>${name}</a></li>`,
      )}</ul></nav>
    </header>
    <main id="main" class="wide" tabindex="-1">
      ${notice && showNotice(notice, origin)}
      <h1>${title}</h1>
      <p class="lead">${lead}</p>
      <div id="condition" data-live>${showCondition(state)}</div>
      ${content}
    </main>
  </body>
</html>
`.markup
}

function showNotice({ tone, text, open }: Notice, origin: string | null): Html {
  const link = open && origin && html` <a class="notice-link" href="${origin}${open.path}">${open.label}</a>`
  return html`<p class="notice ${tone}" role="${tone === 'danger' ? 'alert' : 'status'}">${text}${link}</p>`
}

/** What is not as usual, and the button that ends it. */
function showCondition(state: State): Html {
  const unusual = listUnusual(state)
  if (unusual.length === 0)
    return html`<p class="condition well">All is well: no fault, the usual rules, the real time.</p>`
  return html`<div class="condition"><p>Not as usual: ${unusual.join(', ')}.</p>${actionButton(
    'faults/well',
    'All well again',
    {},
    { tone: 'main' },
  )}</div>`
}

/** What "All well again" would end, each in a few words. */
export function listUnusual({ faults, google, facebook, x, clock }: State): string[] {
  const waiting = faults.list().length
  const tampered = google.tampering.left() + facebook.tampering.left()
  const rules = [google, facebook, x].reduce((sum, one) => sum + countChanged(one.settings, one.usual), 0)
  const { offsetSeconds } = clock
  return [
    ...(waiting > 0 ? [count(waiting, 'fault')] : []),
    ...(tampered > 0 ? [`${count(tampered, 'wrong id_token')} to come`] : []),
    ...(rules > 0 ? [count(rules, 'other rule')] : []),
    ...(offsetSeconds !== 0
      ? [`the clock ${describeSeconds(offsetSeconds)} ${offsetSeconds > 0 ? 'ahead' : 'behind'}`]
      : []),
  ]
}

function countChanged(settings: object, usual: object): number {
  const before: Record<string, unknown> = { ...usual }
  return Object.entries(settings).filter(
    ([name, value]) => JSON.stringify(value) !== JSON.stringify(before[name]),
  ).length
}
