import 'server-only'
import type { Intent } from '#lib/auth/intents'
import type { Departure } from '#lib/auth/start'
import { brand } from '#lib/brand'
import { NO_STORE } from '#lib/http/no-store'
import { ink, paper } from '#lib/paper'
import { providerNames } from '#lib/provider-ids'
import { providerOf } from '#lib/providers/table'
import { readNonce } from '#lib/request/nonce'

/** What happens at the provider, said to whoever is on the way there. */
const messages: Record<Intent['kind'], string> = {
  'sign-in': '{provider} asks who you are, and brings you back signed in.',
  link: '{provider} asks about the account that you want to connect, and brings you back.',
  grant: '{provider} asks what you want to allow, and brings you back.',
  reconnect: '{provider} asks whether you still agree, and brings you back.',
  confirm: '{provider} asks whether it is you, and brings you back.',
}

/** Of one that does not ask again who somebody is. */
const SENDS_BACK = '{provider} brings you back, and that you come from there counts.'

/**
 * The page that leads a browser on to a provider: it goes on by itself and at once, with and without JavaScript, and has a
 * link for where it does not. A redirect in its place would be one that follows a form, and browsers check each of those
 * against `form-action`, also those that the provider makes to hosts which nobody can list. Words are seen only when the
 * provider takes its time.
 *
 * @param headers of the request that it answers
 */
export function leavingPage({ address, intent }: Departure, headers: Headers): Response {
  const provider = providerNames[intent.provider]
  const nonce = readNonce(headers) ?? ''
  const asks = intent.kind !== 'confirm' || providerOf(intent.provider).reauthenticates
  const text = (asks ? messages[intent.kind] : SENDS_BACK).replaceAll('{provider}', provider)
  const html = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>On to ${escapeHtml(provider)} – ${escapeHtml(brand.name)}</title>
<style nonce="${nonce}">${STYLE}</style>
</head>
<body>
<main>
<h1>On to ${escapeHtml(provider)}</h1>
<p>${escapeHtml(text)}</p>
<p>If nothing happens: <a href="${escapeHtml(address)}">go on to ${escapeHtml(provider)}</a></p>
</main>
</body>
</html>
`
  return new Response(html, {
    headers: {
      'content-type': 'text/html; charset=utf-8',
      'cache-control': NO_STORE,
      refresh: `0; url=${address}`,
    },
  })
}

const STYLE = `
:root { color-scheme: light dark; background: ${paper.light}; color: ${ink.light}; font: 1.0625rem/1.65 system-ui, sans-serif }
@media (prefers-color-scheme: dark) { :root { background: ${paper.dark}; color: ${ink.dark} } }
main { max-width: 36rem; margin: 20vh auto 0; padding: 0 1.25rem; animation: appear 0s .6s both }
h1 { font-size: 1.75rem; line-height: 1.15 }
a { color: inherit }
@keyframes appear { from { opacity: 0 } to { opacity: 1 } }
`

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`)
}
