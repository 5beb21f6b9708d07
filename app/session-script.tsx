import { headers } from 'next/headers'
import { PageScript, scriptOf } from '#components/shell/page-script'
import { watchSession } from '#components/shell/watch-session'
import { readNonce } from '#lib/request/nonce'

/**
 * Watches over a session as `PageSession` does, without a component of the browser, and from the moment that the page is
 * read: other tabs hear at once. It does nothing in a page that the router of Next has put in the place of another.
 */
export async function SessionScript({ session }: { session: string | null }) {
  const nonce = readNonce((await headers()).get('content-security-policy'))
  return <PageScript nonce={nonce} text={scriptOf(watchSession, session)} />
}
