import type { Metadata, Route } from 'next'
import type { ReactNode } from 'react'
import { AuthorizationForm } from '#components/account/authorization-form'
import { PageSession } from '#components/shell/page-session'
import { LinkButton } from '#components/ui/button'
import { GoogleButton } from '#components/ui/google-button'
import { CopyAddress, ProblemCard } from '#components/ui/problem-card'
import { safeReturnTo } from '#lib/auth/return-to'
import { findViewerForHeader } from '#lib/auth/viewer'
import { publicOrigin } from '#lib/env'
import { describeFailure } from '#lib/errors'
import type { FailureAction } from '#lib/failures/shape'
import { providerIds } from '#lib/provider-ids'
import { setStatus } from '#lib/request/context'

export const metadata: Metadata = { title: 'Sign-in problem' }

const REFERENCE = /^[\w-]{8,64}$/

export default async function SignInProblemPage({ searchParams }: PageProps<'/sign-in/problem'>) {
  const { code, ref, returnTo, provider } = await searchParams
  const { status, title, message, action } = describeFailure(
    typeof code === 'string' ? code : undefined,
    providerIds.find((id) => id === provider),
  )
  setStatus(status)
  const reference = typeof ref === 'string' && REFERENCE.test(ref) ? { reference: ref } : {}
  const viewer = await findViewerForHeader()
  return (
    <ProblemCard title={title} text={message} {...reference}>
      <PageSession session={viewer?.sessionId ?? null} />
      {nextStep(action, safeReturnTo(returnTo), viewer !== null)}
      {action === 'move' ? null : <LinkButton href="/">Go to the start page</LinkButton>}
    </ProblemCard>
  )
}

/** Whoever is signed in goes back to what they did; the others try again, where that can help. */
function nextStep(action: FailureAction, returnTo: Route, signedIn: boolean): ReactNode {
  if (action === 'open-browser') return <CopyAddress address={publicOrigin() + returnTo} />
  if (action === 'move') {
    return (
      <LinkButton href={(publicOrigin() + returnTo) as Route} variant="primary">
        Go to {new URL(publicOrigin()).host}
      </LinkButton>
    )
  }
  if (action === 'reload') {
    return (
      <LinkButton href={returnTo} variant="primary">
        Load the page again
      </LinkButton>
    )
  }
  if (signedIn) {
    return (
      <LinkButton href={returnTo} variant="primary">
        Back to where you were
      </LinkButton>
    )
  }
  if (action === 'operator') return null
  return (
    <AuthorizationForm intent="sign-in" provider="google" returnTo={returnTo}>
      <GoogleButton />
    </AuthorizationForm>
  )
}
