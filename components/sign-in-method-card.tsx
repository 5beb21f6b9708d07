import type { ReactNode } from 'react'
import { Card } from './card.tsx'
import { Description, DescriptionList } from './description-list.tsx'

type Props = {
  email: string
  /** Each a `LocalTime`. */
  since: ReactNode
  lastUsed?: ReactNode
  /** What Google shared, in plain words: "Name", "E-mail address", "Picture". */
  shared: readonly string[]
  footer?: ReactNode
}

/** The Google account that opens this one. */
export function SignInMethodCard({ email, since, lastUsed, shared, footer }: Props) {
  return (
    <Card title="How you sign in" footer={footer}>
      <DescriptionList>
        <Description term="Google account">{email}</Description>
        <Description term="Since">{since}</Description>
        {lastUsed ? <Description term="Last used">{lastUsed}</Description> : null}
        <Description term="Google shared">{shared.join(', ') || 'Nothing but who you are'}</Description>
      </DescriptionList>
    </Card>
  )
}
