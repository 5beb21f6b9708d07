import { Landing } from '#components/landing'
import { PageSession } from '#components/page-session'
import { SignInForm } from '#components/sign-in-form'
import { DEFAULT_RETURN_TO } from '#lib/auth/return-to'
import { findViewerForHeader } from '#lib/auth/viewer'

export default async function LandingPage() {
  const viewer = await findViewerForHeader()
  return (
    <>
      <PageSession session={viewer?.sessionId ?? null} />
      <Landing person={viewer?.person ?? null} signIn={<SignInForm returnTo={DEFAULT_RETURN_TO} />} />
    </>
  )
}
