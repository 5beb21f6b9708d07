import 'server-only'
import type { Intent } from '#lib/auth/intents'
import type { Departure } from '#lib/auth/start'
import { NO_STORE } from '#lib/http/no-store'
import { escapeHtml, writePlainPage } from '#lib/plain-page'
import { providerNames } from '#lib/provider-ids'
import { providerOf } from '#lib/providers/table'
import { readNonce } from '#lib/request/nonce'
import { themeOf } from '#lib/theme'

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
  const asks = intent.kind !== 'confirm' || providerOf(intent.provider).reauthenticates
  const text = (asks ? messages[intent.kind] : SENDS_BACK).replaceAll('{provider}', provider)
  const html = writePlainPage({
    title: `On to ${provider}`,
    nonce: readNonce(headers.get('content-security-policy')),
    theme: themeOf(headers.get('cookie')),
    head: '<meta name="referrer" content="no-referrer">\n',
    style: APPEAR_LATE,
    main: `<h1>On to ${escapeHtml(provider)}</h1>
<p>${escapeHtml(text)}</p>
<p>If nothing happens: <a href="${escapeHtml(address)}">go on to ${escapeHtml(provider)}</a></p>`,
  })
  return new Response(html, {
    headers: {
      'content-type': 'text/html; charset=utf-8',
      'cache-control': NO_STORE,
      refresh: `0; url=${address}`,
    },
  })
}

const APPEAR_LATE = `
main { animation: appear 0s .6s both }
@keyframes appear { from { opacity: 0 } to { opacity: 1 } }
`
