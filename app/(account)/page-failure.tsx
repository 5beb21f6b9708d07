import type { Route } from 'next'
import { LinkButton } from '#components/button'
import { ProblemCard } from '#components/problem-card'
import type { ReportedFailure } from '#lib/request/report'

type Props = { failure: ReportedFailure; address: string }

/** What stands in place of a page that could not be loaded, and the way to ask for it again. */
export function PageFailure({ failure: { title, message, reference }, address }: Props) {
  return (
    <ProblemCard title={title} text={message} reference={reference}>
      <LinkButton href={address as Route} variant="primary">
        Try again
      </LinkButton>
    </ProblemCard>
  )
}
