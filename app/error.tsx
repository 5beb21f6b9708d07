'use client'

import { Button } from '#components/ui/button'
import { ProblemCard } from '#components/ui/problem-card'
import { describeError, type PageError } from './describe-error.ts'

type Props = { error: PageError; retry: () => void }

/** A defect: the cause is in the server's log under the same digest, and nothing of it is shown. Or an older page. */
export default function ErrorPage({ error, retry }: Props) {
  const { title, message, reference, action } = describeError(error)
  return (
    <ProblemCard title={title} text={message} {...(reference && { reference })}>
      {action === 'retry' ? (
        <Button variant="primary" onClick={retry}>
          Try again
        </Button>
      ) : (
        <Button variant="primary" onClick={() => window.location.reload()}>
          Load the page again
        </Button>
      )}
    </ProblemCard>
  )
}
