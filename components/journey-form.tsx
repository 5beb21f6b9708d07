import type { ReactNode } from 'react'

type Props = {
  /** Why somebody goes to Google: the names that app/(account)/connections/start/route.ts knows. */
  intent: 'link' | 'grant' | 'reconnect' | 'confirm'
  account?: string
  feature?: string
  /** Where to go afterwards; the route checks that it is a page of this site. */
  returnTo: string
  /** The button. */
  children: ReactNode
}

/** The way to Google for somebody who is signed in: a plain form post, the same with and without JavaScript. */
export function JourneyForm({ intent, account, feature, returnTo, children }: Props) {
  return (
    <form action="/connections/start" method="post">
      <input type="hidden" name="intent" value={intent} />
      {account ? <input type="hidden" name="account" value={account} /> : null}
      {feature ? <input type="hidden" name="feature" value={feature} /> : null}
      <input type="hidden" name="returnTo" value={returnTo} />
      {children}
    </form>
  )
}
