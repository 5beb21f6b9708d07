'use client'

import { Button } from '#components/ui/button'
import { ProblemCard } from '#components/ui/problem-card'
import { describeError } from './describe-error.ts'

/** A defect: the cause is in the server's log under the same digest, and nothing of it is shown. Or an older page. */
export function Problem({ error }: { error: unknown }) {
  const { title, message, reference, action } = describeError(error)
  return (
    <ProblemCard title={title} text={message} {...(reference && { reference })}>
      <Button variant="primary" onClick={() => window.location.reload()}>
        {action === 'retry' ? 'Try again' : 'Load the page again'}
      </Button>
    </ProblemCard>
  )
}
