'use client'

import { Button } from '#components/ui/button'
import { ProblemCard } from '#components/ui/problem-card'

type Props = { error: Error & { digest?: string }; retry: () => void }

/** A defect: the cause is in the server's log under the same digest, and nothing of it is shown. */
export default function ErrorPage({ error, retry }: Props) {
  return (
    <ProblemCard
      title="Something broke on our side"
      text="We have made a note of it. Try again; if it happens again, tell us the reference below."
      {...(error.digest && { reference: error.digest })}
    >
      <Button variant="primary" onClick={retry}>
        Try again
      </Button>
    </ProblemCard>
  )
}
