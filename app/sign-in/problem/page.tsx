import type { Metadata, Route } from 'next'
import { redirect } from 'next/navigation'
import type { ReactNode } from 'react'
import { AuthorizationForm } from '#components/account/authorization-form'
import { PageSession } from '#components/shell/page-session'
import { LinkButton } from '#components/ui/button'
import { GoogleButton } from '#components/ui/google-button'
import { CopyAddress, ProblemCard } from '#components/ui/problem-card'
import { safeReturnTo } from '#lib/auth/return-to'
import { findViewerForHeader, signInAddress } from '#lib/auth/viewer'
import { publicOrigin } from '#lib/env'
import { describeFailure, saysSignedOut } from '#lib/errors'
import type { FailureAction } from '#lib/failures/shape'
import { providerIds } from '#lib/provider-ids'
import { setStatus } from '#lib/request/context'

export const metadata: Metadata = { title: 'Sign-in problem' }

const REFERENCE = /^[\w-]{8,64}$/

export default async function SignInProblemPage({ searchParams }: PageProps<'/sign-in/problem'>) {
  const query = await searchParams
  const returnTo = safeReturnTo(query.returnTo)
  const reference = typeof query.ref === 'string' && REFERENCE.test(query.ref) ? query.ref : null
  const viewer = await findViewerForHeader()
  const failure = describeFailure(
    typeof query.code === 'string' ? query.code : undefined,
    providerIds.find((id) => id === query.provider),
  )
  // Whoever opens this page by itself has no problem, and neither has whoever has signed in again since.
  if (!reference || (viewer && saysSignedOut(failure.code)))
    redirect(viewer ? returnTo : signInAddress(returnTo))
  const { code, status, retryAfterSeconds, title, message, action } = failure
  setStatus(status, retryAfterSeconds)
  return (
    <ProblemCard title={title} text={message} reference={reference}>
      <PageSession session={viewer?.sessionId ?? null} />
      {viewer ? (
        <p className="w-full">
          You are still signed in as <bdi className="wrap-anywhere">{viewer.person.label}</bdi>.
        </p>
      ) : null}
      {code === 'unavailable' || code === 'overloaded' ? (
        // Nobody knows who is signed in: a page that can tell leads on.
        <LinkButton href={returnTo} variant="primary">
          Try again
        </LinkButton>
      ) : (
        nextStep(action, returnTo, viewer !== null)
      )}
      {action === 'move' ? null : <LinkButton href="/">Go to the start page</LinkButton>}
    </ProblemCard>
  )
}

/** Whoever is signed in goes back to what they did; the others try again, where that can help. */
function nextStep(action: FailureAction, returnTo: Route, signedIn: boolean): ReactNode {
  if (action === 'open-browser') return <CopyAddress address={publicOrigin() + returnTo} />
  if (action === 'open-browser-or-go-on') {
    return (
      <>
        <CopyAddress address={publicOrigin() + returnTo} />
        <AuthorizationForm intent="sign-in" provider="google" anyway returnTo={returnTo}>
          <GoogleButton label="Continue with Google" />
        </AuthorizationForm>
      </>
    )
  }
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
