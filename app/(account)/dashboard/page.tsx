import type { Metadata } from 'next'
import { ProfileHero, SessionCard, SignInMethodsCard } from '#components/account/overview'
import { LocalTime } from '#components/ui/local-time'
import { CardGrid } from '#components/ui/panel'
import { getOverview, type Overview } from '#lib/account/overview'
import { type Connection, listConnections } from '#lib/connections/list'
import { startOf } from '#lib/provider/identity'
import { providerNames } from '#lib/provider-ids'
import { describeShared } from '#lib/providers/table'
import type { Person } from '#lib/viewer'
import { accountPage } from '../account-page.tsx'
import { AccessState } from '../connections/view.tsx'

export const metadata: Metadata = { title: 'Your account' }

export default accountPage(
  '/dashboard',
  async ({ viewer }) => {
    const [overview, connections] = await Promise.all([getOverview(viewer), listConnections(viewer)])
    return { ...overview, connections }
  },
  (data, { viewer }) => <Dashboard person={viewer.person} {...data} />,
)

type Props = Overview & { person: Person; connections: Connection[] }

function Dashboard({ person, hostedDomain, session, connections }: Props) {
  return (
    <>
      <ProfileHero
        {...person}
        verifiedBy={verifierOf(person, connections)}
        workspace={hostedDomain}
        memberSince={<LocalTime at={person.memberSince.toISOString()} style="date" />}
      />
      <CardGrid>
        <SessionCard
          browser={session.browser}
          ipAddress={session.ipAddress}
          signedInAt={<LocalTime at={session.startedAt.toISOString()} />}
          endsAt={<LocalTime at={session.endsAt.toISOString()} />}
        />
        <SignInMethodsCard methods={connections.map(methodOf)} manage="/connections" />
      </CardGrid>
    </>
  )
}

/** Whose word it is that the address which they go by is theirs. */
function verifierOf({ email, emailVerified }: Person, connections: Connection[]): string | null {
  if (!emailVerified) return null
  const source = connections.find((one) => one.emailVerified && one.email === email)
  return source ? providerNames[source.provider] : null
}

/** What is well needs no word here: the page of the connections says all of it. */
function methodOf(connection: Connection) {
  const { id, provider, current, connectedAt, permissions, access } = connection
  const given = permissions.filter(({ use }) => use !== 'absent').map(({ scope }) => scope)
  return {
    id,
    provider,
    providerName: providerNames[provider],
    label: startOf(connection.label),
    current,
    since: <LocalTime at={connectedAt.toISOString()} style="date" />,
    shared: describeShared(provider, given),
    access: access.kind === 'worked' ? null : <AccessState account={connection} returnTo="/dashboard" />,
  }
}
