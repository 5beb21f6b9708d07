import type { ReactNode } from 'react'

type Props = {
  /** Why somebody goes to a provider. Each but `sign-in` is for people who are signed in. */
  intent: 'sign-in' | 'link' | 'grant' | 'reconnect' | 'confirm'
  /** The provider that `sign-in` and `link` go to, by its id. */
  provider?: string
  /** Which of their accounts `grant` and `reconnect` are about, by its id. */
  account?: string
  /** What `grant` asks a permission for. */
  feature?: string
  /** Whether `sign-in` goes on from what may be a page inside an app. */
  anyway?: boolean
  /** Where to go afterwards; the route checks that it is a page of this site. */
  returnTo: string
  /** The button. */
  children: ReactNode
}

/**
 * The form that leaves the site for a provider, with an authorization request. A plain form post, the same with and without
 * JavaScript.
 */
export function AuthorizationForm({
  intent,
  provider,
  account,
  feature,
  anyway = false,
  returnTo,
  children,
}: Props) {
  return (
    <form action={intent === 'sign-in' ? '/sign-in/start' : '/connections/start'} method="post">
      {intent === 'sign-in' ? null : <input type="hidden" name="intent" value={intent} />}
      {provider ? <input type="hidden" name="provider" value={provider} /> : null}
      {account ? <input type="hidden" name="account" value={account} /> : null}
      {feature ? <input type="hidden" name="feature" value={feature} /> : null}
      {anyway ? <input type="hidden" name="anyway" value="yes" /> : null}
      <input type="hidden" name="returnTo" value={returnTo} />
      {children}
    </form>
  )
}
