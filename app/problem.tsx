'use client'

import { Button } from '#components/ui/button'
import { ProblemCard } from '#components/ui/problem-card'
import { describeError, type ProblemTexts } from './describe-error.ts'

type Props = { error: unknown; texts: ProblemTexts }

/** A defect: the cause is in the server's log under the same digest, and nothing of it is shown. Or an older page. */
export function Problem({ error, texts }: Props) {
  const { title, message, reference, action } = describeError(error, texts)
  return (
    <ProblemCard
      title={title}
      text={message}
      {...(reference && { reference: { label: texts.reference, id: reference } })}
    >
      <Button variant="primary" onClick={() => window.location.reload()}>
        {action}
      </Button>
    </ProblemCard>
  )
}
