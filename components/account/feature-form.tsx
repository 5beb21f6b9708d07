import type { ReactNode } from 'react'
import { SubmitButton } from '#components/ui/submit-button'

type Props = {
  /** Turns it off, or on. */
  action: (form: FormData) => Promise<void>
  /** Whose permission it is: one of their accounts, by its id. */
  account: string
  feature: string
  /** Where to go afterwards, if not to Connections; the action checks that it is a page of this site. */
  returnTo?: string
  /** The button. */
  children: ReactNode
}

/** Turns off or on what an account lets us do, without asking its provider. */
export function FeatureForm({ action, account, feature, returnTo, children }: Props) {
  return (
    <form action={action}>
      <input type="hidden" name="account" value={account} />
      <input type="hidden" name="feature" value={feature} />
      {returnTo ? <input type="hidden" name="returnTo" value={returnTo} /> : null}
      <SubmitButton variant={returnTo ? 'primary' : 'quiet'}>{children}</SubmitButton>
    </form>
  )
}
