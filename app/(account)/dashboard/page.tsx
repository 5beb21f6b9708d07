import type { Metadata } from 'next'
import { ProfileHero, SessionCard, SignInMethodCard } from '#components/account/overview'
import { LocalTime } from '#components/ui/local-time'
import { CardGrid } from '#components/ui/panel'
import { getOverview, type Overview } from '#lib/account/overview'
import type { Person } from '#lib/viewer'
import { accountPage } from '../account-page.tsx'

export const metadata: Metadata = { title: 'Your account' }

export default accountPage(
  '/dashboard',
  ({ viewer }) => getOverview(viewer),
  (overview, { viewer }) => <Dashboard person={viewer.person} {...overview} />,
)

function Dashboard({ person, account, session }: Overview & { person: Person }) {
  return (
    <>
      <ProfileHero
        {...person}
        workspace={account.hostedDomain}
        memberSince={<LocalTime at={person.memberSince.toISOString()} style="date" />}
      />
      <CardGrid>
        <SessionCard
          browser={session.browser}
          ipAddress={session.ipAddress}
          signedInAt={<LocalTime at={session.startedAt.toISOString()} />}
          endsAt={<LocalTime at={session.endsAt.toISOString()} />}
        />
        <SignInMethodCard
          email={account.email}
          since={<LocalTime at={account.connectedAt.toISOString()} style="date" />}
          shared={account.shared}
        />
      </CardGrid>
    </>
  )
}
