import type { Metadata, Route } from 'next'
import { LinkButton } from '#components/button'
import { GoogleButton } from '#components/google-button'
import { JourneyForm } from '#components/journey-form'
import { ProblemCard } from '#components/problem-card'
import { safeReturnTo } from '#lib/auth/return-to'
import { accountPage } from '../account-page.tsx'

export const metadata: Metadata = { title: 'Confirm that it is you' }

export default accountPage(
  '/confirm',
  async ({ query }) => safeReturnTo(query.returnTo),
  (returnTo, { viewer }) => (
    <ProblemCard
      title="Confirm that it is you"
      text={
        <>
          What you are about to do cannot be taken back, and it is a while since you signed in. Confirm with
          Google as <bdi className="wrap-anywhere text-ink">{viewer.person.email}</bdi>: you come back to
          where you were.
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
