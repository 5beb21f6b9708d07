import { redirect } from 'next/navigation'
import { SignInForms } from '#components/account/sign-in-forms'
import { PageSession } from '#components/shell/page-session'
import { LinkButton } from '#components/ui/button'
import { ProblemCard } from '#components/ui/problem-card'
import { DEFAULT_RETURN_TO } from '#lib/auth/return-to'
import { findViewerForHeader } from '#lib/auth/viewer'
import { enabledProviders } from '#lib/env'
import { describeOpenPage, OpenPage } from '../open-page.tsx'
import { nameAny } from '../provider-messages.tsx'

export const generateMetadata = () => describeOpenPage('You are signed out')

export default async function SignedOutPage() {
  if (await findViewerForHeader()) redirect(DEFAULT_RETURN_TO)
  const providers = enabledProviders()
  return (
    <OpenPage>
      <PageSession session={null} />
      <ProblemCard
        title="You are signed out"
        text={`This browser no longer opens your account here. You may still be signed in at ${nameAny(providers)}: if others use this computer, sign out there too.`}
      >
        <SignInForms providers={providers} returnTo={DEFAULT_RETURN_TO} />
        <LinkButton href="/">Go to the start page</LinkButton>
      </ProblemCard>
    </OpenPage>
  )
}
