import type { Metadata, Route } from 'next'
import { LinkButton } from '#components/button'
import { ProblemCard } from '#components/problem-card'
import { SignInForm } from '#components/sign-in-form'
import { safeReturnTo } from '#lib/auth/return-to'
import { findViewerForHeader } from '#lib/auth/viewer'
import { describeFailure } from '#lib/errors'
import { setStatus } from '#lib/request/context'

export const metadata: Metadata = { title: 'Sign-in problem' }

const REFERENCE = /^[\w-]{8,64}$/

export default async function SignInProblemPage({ searchParams }: PageProps<'/sign-in/problem'>) {
  const { code, ref, returnTo } = await searchParams
  const { status, title, message } = describeFailure(typeof code === 'string' ? code : undefined)
  setStatus(status)
  const reference = typeof ref === 'string' && REFERENCE.test(ref) ? { reference: ref } : {}
  const back = safeReturnTo(returnTo)
  const viewer = await findViewerForHeader()
  return (
    <ProblemCard title={title} text={message} {...reference}>
      {viewer ? (
        <LinkButton href={back as Route} variant="primary">
          Back to where you were
        </LinkButton>
      ) : (
        <SignInForm returnTo={back} />
      )}
      <LinkButton href="/">Go to the start page</LinkButton>
    </ProblemCard>
  )
}
