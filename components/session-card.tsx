import type { ReactNode } from 'react'
import { Card } from './card.tsx'
import { Description, DescriptionList } from './description-list.tsx'

type Props = {
  /** In words ("Chrome on Windows") where known, else the browser's own user agent. */
  browser: string | null
  ipAddress: string | null
  /** Each a `LocalTime`. */
  signedInAt: ReactNode
  endsAt: ReactNode
  footer?: ReactNode
}

/** The session that this very page is read with. */
export function SessionCard({ browser, ipAddress, signedInAt, endsAt, footer }: Props) {
  return (
    <Card title="This session" footer={footer}>
      <DescriptionList>
        <Description term="Browser">{browser ?? 'Did not say what it is'}</Description>
        <Description term="Signed in">{signedInAt}</Description>
        <Description term="From">{ipAddress ?? 'An unknown address'}</Description>
        <Description term="Ends at latest">{endsAt}</Description>
      </DescriptionList>
    </Card>
  )
}
