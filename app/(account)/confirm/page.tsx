import type { Metadata } from 'next'
import { AuthorizationForm } from '#components/account/authorization-form'
import { LinkButton } from '#components/ui/button'
import { GoogleButton } from '#components/ui/google-button'
import { ProblemCard } from '#components/ui/problem-card'
import { getAccountEmail } from '#lib/account/overview'
import { safeReturnTo } from '#lib/auth/return-to'
import { accountPage } from '../account-page.tsx'

export const metadata: Metadata = { title: 'Confirm that it is you' }

export default accountPage(
  '/confirm',
  async ({ viewer, query }) => ({
    email: await getAccountEmail(viewer),
    returnTo: safeReturnTo(query.returnTo),
  }),
  ({ email, returnTo }) => (
    <ProblemCard
      title="Confirm that it is you"
      text={
        <>
          What you are about to do needs a sign-in of the last ten minutes, and yours is older. Confirm with
          Google as <bdi className="wrap-anywhere text-ink">{email}</bdi>: you come back to where you were.
        </>
      }
    >
      <AuthorizationForm intent="confirm" returnTo={returnTo}>
        <GoogleButton label="Continue with Google" />
      </AuthorizationForm>
      <LinkButton href={returnTo}>Not now</LinkButton>
    </ProblemCard>
  ),
)
