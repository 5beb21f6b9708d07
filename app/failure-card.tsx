import type { ReactNode } from 'react'
import { ProblemCard } from '#components/ui/problem-card'
import type { Language } from '#lib/messages/languages'
import { wordsIn } from '#lib/messages/words'
import type { ReportedFailure } from '#lib/request/report'

type Props = {
  failure: Pick<ReportedFailure, 'title' | 'message' | 'reference'>
  language: Language
  children?: ReactNode
}

/** A failure that is in the log, with the reference that finds it there. */
export function FailureCard({ failure: { title, message, reference }, language, children }: Props) {
  const label = wordsIn(language, 'problem')('reference')
  return (
    <ProblemCard title={title} text={message} reference={{ label, id: reference }}>
      {children}
    </ProblemCard>
  )
}
