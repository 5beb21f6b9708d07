import type { Metadata, Route } from 'next'
import { PageButton } from '#components/ui/page-button'
import { ProblemCard } from '#components/ui/problem-card'
import { isRecent } from '#lib/auth/recent'
import { safeReturnTo } from '#lib/auth/return-to'
import { listConfirming } from '#lib/connections/confirm'
import { type Connection, listConnections } from '#lib/connections/list'
import { providerNames } from '#lib/provider-ids'
import { accountPage } from '../account-page.tsx'
import { ConfirmForms, describeRoundTrips } from './confirm-forms.tsx'
import { describeSensitive } from './sensitive-messages.ts'

export const metadata: Metadata = { title: 'Confirm that it is you' }

export default accountPage(
  '/confirm',
  async ({ viewer, query }) => ({
    choices: isRecent(viewer) ? null : listConfirming(await listConnections(viewer)),
    returnTo: safeReturnTo(query.returnTo),
  }),
  ({ choices, returnTo }) =>
    choices ? <Confirm choices={choices} returnTo={returnTo} /> : <Confirmed returnTo={returnTo} />,
)

function Confirm({ choices, returnTo }: { choices: Connection[]; returnTo: Route }) {
  const roundTrips = describeRoundTrips(choices)
  return (
    <ProblemCard
      title="Confirm that it is you"
      text={
        <>
          <p>
            {describeSensitive(returnTo)} needs a sign-in of the last ten minutes, and yours is older.{' '}
            <How choices={choices} />
          </p>
          {roundTrips ? <p className="mt-3 text-body">{roundTrips}</p> : null}
        </>
      }
    >
      <ConfirmForms choices={choices} returnTo={returnTo} />
      <PageButton href={returnTo}>Not now</PageButton>
    </ProblemCard>
  )
}

function How({ choices: [first, ...others] }: { choices: Connection[] }) {
  if (!first)
    return 'Each account that you could confirm with is locked or switched off here: ask the people who run this site.'
  if (others.length > 0) return 'Confirm with one of your accounts: you come back to where you were.'
  return (
    <>
      Confirm with {providerNames[first.provider]} as{' '}
      <bdi className="wrap-anywhere text-ink">{first.label}</bdi>: you come back to where you were.
    </>
  )
}

/** For whoever opens this page by itself, or comes back to it. */
function Confirmed({ returnTo }: { returnTo: Route }) {
  return (
    <ProblemCard
      title="There is nothing to confirm"
      text="You signed in or confirmed within the last ten minutes, so we know that it is you."
    >
      <PageButton href={returnTo} variant="primary">
        Go on
      </PageButton>
    </ProblemCard>
  )
}
