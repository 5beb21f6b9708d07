import type { Metadata, Route } from 'next'
import type { ReactNode } from 'react'
import { AccountState, LineList, ProfileHero } from '#components/account/overview'
import { LocalTime } from '#components/ui/local-time'
import { PageLink } from '#components/ui/page-link'
import { Card, CardGrid } from '#components/ui/panel'
import { isUrgent, listFindings } from '#lib/account/findings'
import { getOverview, type Overview } from '#lib/account/overview'
import { type Connection, listConnections } from '#lib/connections/list'
import { wordsIn } from '#lib/messages/words'
import { providerNames } from '#lib/provider-ids'
import type { Person } from '#lib/viewer'
import { getWords, useReader, useWords } from '#lib/web/words'
import { accountPage } from '../account-page.tsx'
import { findingItem } from './findings.tsx'
import { deviceLines, eventLines, serviceLines, wayLines } from './lines.tsx'

export async function generateMetadata(): Promise<Metadata> {
  const t = await getWords('overview')
  return { title: t('title') }
}

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
  const t = useWords('overview')
  const { language } = useReader()
  const reading = { language, now }
  const verifier = verifierOf(person, connections)
  const services = serviceLines(connections, reading)
  return (
    <>
      <ProfileHero
        {...person}
        verified={verifier && t('verifiedBy', { provider: verifier })}
        facts={[
          ...(hostedDomain ? [t('workspace', { domain: hostedDomain })] : []),
          t.rich('memberSince', {
            when: () => <LocalTime at={person.memberSince.toISOString()} style="date" />,
          }),
        ]}
      />
      <State {...overview} {...{ person, connections, now }} />
      <CardGrid>
        <Card
          title={t('ways.title')}
          more={<More href="/connections">{t.rich('ways.more', { hidden })}</More>}
        >
          <LineList lines={wayLines(connections, reading)} />
        </Card>
        <Card
          title={others === 0 ? t('devices.hereOnly') : t('devices.title', { count: others + 1 })}
          more={<More href="/sessions">{t.rich('devices.more', { hidden })}</More>}
        >
          <LineList lines={deviceLines(sessions, reading)} />
        </Card>
        <Card
          title={t('activity.title')}
          more={<More href="/activity">{t.rich('activity.more', { hidden })}</More>}
        >
          {latest.length > 0 ? (
            <LineList lines={eventLines(latest, reading)} />
          ) : (
            <p className="py-3 text-muted text-small">{wordsIn(language, 'activity')('nothing')}</p>
          )}
        </Card>
        {services.length > 0 ? (
          <Card title={t('services.title')}>
            <LineList lines={services} />
          </Card>
        ) : null}
      </CardGrid>
    </>
  )
}

/** How the account stands, and what could stand better. */
function State({ now, ...known }: Parameters<typeof listFindings>[0] & { now: Date }) {
  const t = useWords('overview')
  const { language } = useReader()
  const findings = listFindings(known)
  const count = findings.filter(isUrgent).length
  const calm = findings.length > 0 ? t('advice') : t('nothing')
  return (
    <AccountState
      well={count === 0}
      title={count === 0 ? t('well') : t('needs', { count })}
      text={count > 0 ? t('restWell') : calm}
      items={findings.map((finding) => findingItem(finding, { language, now }))}
    />
  )
}

const hidden = (text: ReactNode) => <span className="sr-only">{text}</span>

function More({ href, children }: { href: Route; children: ReactNode }) {
  return (
    <PageLink href={href} className="link text-small">
      {children}
    </PageLink>
  )
}

/** Whose word it is that the address which they go by is theirs. */
function verifierOf({ email, emailVerified }: Person, connections: Connection[]): string | null {
  if (!emailVerified) return null
  const source = connections.find((one) => one.emailVerified && one.email === email)
  return source ? providerNames[source.provider] : null
}
