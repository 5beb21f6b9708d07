import type { Metadata } from 'next'
import { AccountState, LineList, ProfileHero } from '#components/account/overview'
import { LocalTime } from '#components/ui/local-time'
import { PageLink } from '#components/ui/page-link'
import { Card, CardGrid } from '#components/ui/panel'
import { isUrgent, listFindings } from '#lib/account/findings'
import { getOverview, type Overview } from '#lib/account/overview'
import { type Connection, listConnections } from '#lib/connections/list'
import { providerNames } from '#lib/provider-ids'
import type { Person } from '#lib/viewer'
import { accountPage } from '../account-page.tsx'
import { findingItem } from './findings.tsx'
import { deviceLines, eventLines, serviceLines, wayLines } from './lines.tsx'

export const metadata: Metadata = { title: 'Your account' }

export default accountPage(
  '/dashboard',
  async ({ viewer }) => {
    const [overview, connections] = await Promise.all([getOverview(viewer), listConnections(viewer)])
    return { ...overview, connections, now: new Date() }
  },
  (data, { viewer }) => <Dashboard person={viewer.person} {...data} />,
)

type Props = Overview & { person: Person; connections: Connection[]; now: Date }

function Dashboard({ person, connections, now, ...overview }: Props) {
  const { hostedDomain, sessions, others, latest } = overview
  const services = serviceLines(connections, now)
  return (
    <>
      <ProfileHero
        {...person}
        verified={verifierOf(person, connections)}
        facts={[
          ...(hostedDomain ? [<Workspace key="workspace" domain={hostedDomain} />] : []),
          <>
            Member since <LocalTime at={person.memberSince.toISOString()} style="date" />
          </>,
        ]}
      />
      <State {...{ ...overview, person, connections, now }} />
      <CardGrid>
        <Card title="How you sign in" footer={<More href="/connections">Manage your connections</More>}>
          <LineList lines={wayLines(connections, now)} />
        </Card>
        <Card
          title={others === 0 ? 'You are signed in here only' : `Signed in on ${others + 1} devices`}
          footer={<More href="/sessions">{others === 0 ? 'See this device' : 'See all devices'}</More>}
        >
          <LineList lines={deviceLines(sessions, now)} />
        </Card>
        <Card title="Last activity" footer={<More href="/activity">See all activity</More>}>
          <LineList lines={eventLines(latest, now)} />
        </Card>
        {services.length > 0 ? (
          <Card title="What you see here" footer="Read where it is when you open it: we keep no copy.">
            <LineList lines={services} />
          </Card>
        ) : null}
      </CardGrid>
    </>
  )
}

function State({ now, ...known }: Parameters<typeof listFindings>[0] & { now: Date }) {
  const findings = listFindings(known)
  const urgent = findings.filter(isUrgent).length
  return (
    <AccountState
      well={urgent === 0}
      title={
        urgent === 0 ? 'All is well' : urgent === 1 ? 'One thing needs you' : `${urgent} things need you`
      }
      text={
        urgent > 0
          ? 'Everything else is well.'
          : findings.length > 0
            ? 'Nothing needs you. This would make it safer still:'
            : 'Nothing needs you, and nothing is missing.'
      }
      items={findings.map((finding) => findingItem(finding, now))}
    />
  )
}

function More({ href, children }: { href: '/connections' | '/sessions' | '/activity'; children: string }) {
  return (
    <PageLink href={href} className="link">
      {children}
    </PageLink>
  )
}

function Workspace({ domain }: { domain: string }) {
  return (
    <>
      Google Workspace account of <bdi className="text-ink">{domain}</bdi>
    </>
  )
}

/** Whose word it is that the address which they go by is theirs. */
function verifierOf({ email, emailVerified }: Person, connections: Connection[]): string | null {
  if (!emailVerified) return null
  const source = connections.find((one) => one.emailVerified && one.email === email)
  return source ? `Verified by ${providerNames[source.provider]}` : null
}
