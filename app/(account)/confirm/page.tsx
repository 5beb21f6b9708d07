import type { Metadata, Route } from 'next'
import { AuthorizationForm } from '#components/account/authorization-form'
import { LinkButton } from '#components/ui/button'
import { GoogleButton } from '#components/ui/google-button'
import { ProblemCard } from '#components/ui/problem-card'
import { isRecent } from '#lib/auth/recent'
import { safeReturnTo } from '#lib/auth/return-to'
import { accountPage } from '../account-page.tsx'
import { describeSensitive } from './sensitive-messages.ts'

export const metadata: Metadata = { title: 'Confirm that it is you' }

export default accountPage(
  '/confirm',
  async ({ viewer, query }) => ({
    label: viewer.accountLabel,
    returnTo: safeReturnTo(query.returnTo),
    recent: isRecent(viewer),
  }),
  ({ label, returnTo, recent }) =>
    recent ? <Confirmed returnTo={returnTo} /> : <Confirm label={label} returnTo={returnTo} />,
)

function Confirm({ label, returnTo }: { label: string; returnTo: Route }) {
  return (
    <ProblemCard
      title="Confirm that it is you"
      text={
        <>
          {describeSensitive(returnTo)} needs a sign-in of the last ten minutes, and yours is older. Confirm
          with Google as <bdi className="wrap-anywhere text-ink">{label}</bdi>: you come back to where you
          were.
        </>
      }
    >
      <AuthorizationForm intent="confirm" returnTo={returnTo}>
        <GoogleButton label="Continue with Google" />
      </AuthorizationForm>
      <LinkButton href={returnTo}>Not now</LinkButton>
    </ProblemCard>
  )
}

/** For whoever opens this page by itself, or comes back to it. */
function Confirmed({ returnTo }: { returnTo: Route }) {
  return (
    <ProblemCard
      title="There is nothing to confirm"
      text="You signed in or confirmed within the last ten minutes, so we know that it is you."
    >
      <LinkButton href={returnTo} variant="primary">
        Go on
      </LinkButton>
    </ProblemCard>
  )
}
