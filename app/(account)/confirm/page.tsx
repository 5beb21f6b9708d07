import type { Metadata, Route } from 'next'
import { LinkButton } from '#components/button'
import { GoogleButton } from '#components/google-button'
import { JourneyForm } from '#components/journey-form'
import { ProblemCard } from '#components/problem-card'
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
      <JourneyForm intent="confirm" returnTo={returnTo}>
        <GoogleButton label="Continue with Google" />
      </JourneyForm>
      <LinkButton href={returnTo as Route}>Not now</LinkButton>
    </ProblemCard>
  ),
)
