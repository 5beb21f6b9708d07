import { AuthorizationForm } from '#components/account/authorization-form'
import { Landing } from '#components/landing/landing'
import { PageSession } from '#components/shell/page-session'
import { GoogleButton } from '#components/ui/google-button'
import { DEFAULT_RETURN_TO } from '#lib/auth/return-to'
import { findViewerForHeader } from '#lib/auth/viewer'
import { brand } from '#lib/brand'

export default async function LandingPage() {
  const viewer = await findViewerForHeader()
  return (
    <>
      <PageSession session={viewer?.sessionId ?? null} />
      <Landing
        brand={brand.name}
        person={viewer?.person ?? null}
        signIn={
          <AuthorizationForm intent="sign-in" provider="google" returnTo={DEFAULT_RETURN_TO}>
            <GoogleButton />
          </AuthorizationForm>
        }
      />
    </>
  )
}
