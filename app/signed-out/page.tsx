import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import { AuthorizationForm } from '#components/account/authorization-form'
import { PageSession } from '#components/shell/page-session'
import { LinkButton } from '#components/ui/button'
import { GoogleButton } from '#components/ui/google-button'
import { ProblemCard } from '#components/ui/problem-card'
import { DEFAULT_RETURN_TO } from '#lib/auth/return-to'
import { findViewerForHeader } from '#lib/auth/viewer'

export const metadata: Metadata = { title: 'You are signed out' }

export default async function SignedOutPage() {
  if (await findViewerForHeader()) redirect(DEFAULT_RETURN_TO)
  return (
    <ProblemCard
      title="You are signed out"
      text="This browser no longer opens your account here. You may still be signed in at Google: if others use this computer, sign out there too."
    >
      <PageSession session={null} />
      <AuthorizationForm intent="sign-in" provider="google" returnTo={DEFAULT_RETURN_TO}>
        <GoogleButton />
      </AuthorizationForm>
      <LinkButton href="/">Go to the start page</LinkButton>
    </ProblemCard>
  )
}
