import type { Metadata } from 'next'
import { LocalTime } from '#components/local-time'
import { CardGrid, Page } from '#components/page'
import { ProfileHero } from '#components/profile-hero'
import { SessionCard } from '#components/session-card'
import { SignInMethodCard } from '#components/sign-in-method-card'
import { getOverview, type Overview } from '#lib/account/overview'
import { requireViewer } from '#lib/auth/viewer'
import type { Person } from '#lib/viewer'
import { addressOf } from '#lib/web/page-address'
import { loadPage } from '#lib/web/page-load'
import { PageFailure } from '../page-failure.tsx'

export const metadata: Metadata = { title: 'Your account' }

export default async function DashboardPage({ searchParams }: PageProps<'/dashboard'>) {
  const address = addressOf('/dashboard', await searchParams)
  const page = await loadPage(async () => {
    const viewer = await requireViewer(address)
    return { person: viewer.person, overview: await getOverview(viewer) }
  })
  return page.ok ? <Dashboard {...page.data} /> : <PageFailure failure={page.failure} address={address} />
}

function Dashboard({ person, overview: { account, session } }: { person: Person; overview: Overview }) {
  return (
    <Page>
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
    </Page>
  )
}
