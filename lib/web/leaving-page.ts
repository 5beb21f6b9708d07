import 'server-only'
import type { Departure } from '#lib/auth/start'
import { NO_STORE } from '#lib/http/no-store'
import { wordsIn } from '#lib/messages/words'
import { escapeHtml, writePlainPage } from '#lib/plain-page'
import { providerNames } from '#lib/provider-ids'
import { providerOf } from '#lib/providers/table'
import { readNonce } from '#lib/request/nonce'
import { themeOf } from '#lib/theme'
import { languageOf } from '#lib/web/words'

/**
 * The page that leads a browser on to a provider: it goes on by itself and at once, with and without JavaScript, and has a
 * link for where it does not. A redirect in its place would be one that follows a form, and browsers check each of those
 * against `form-action`, also those that the provider makes to hosts which nobody can list. Words are seen only when the
 * provider takes its time.
 *
 * @param headers of the request that it answers
 */
export function leavingPage({ address, intent }: Departure, headers: Headers): Response {
  const language = languageOf(headers)
  const t = wordsIn(language, 'leaving')
  const provider = providerNames[intent.provider]
  const asks = intent.kind !== 'confirm' || providerOf(intent.provider).reauthenticates
  const title = t('title', { provider })
  const text = t(asks ? intent.kind : 'sendsBack', { provider })
  const link = (words: string) => `<a href="${escapeHtml(address)}">${words}</a>`
  const html = writePlainPage({
    language,
    title,
    nonce: readNonce(headers.get('content-security-policy')),
    theme: themeOf(headers.get('cookie')),
    head: '<meta name="referrer" content="no-referrer">\n',
    style: APPEAR_LATE,
    main: `<h1>${escapeHtml(title)}</h1>
<p>${escapeHtml(text)}</p>
<p>${t.markup('stuck', { provider: escapeHtml(provider), link })}</p>`,
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
