import type { Metadata } from 'next'
import { PageHeading } from '#components/shell/page'
import { Avatar } from '#components/ui/avatar'
import { Button } from '#components/ui/button'
import { PageButton } from '#components/ui/page-button'
import { Card } from '#components/ui/panel'
import { type Connection, listConnections } from '#lib/connections/list'
import { type ProviderId, providerNames } from '#lib/provider-ids'
import type { Person } from '#lib/viewer'
import { accountPage } from '../account-page.tsx'
import { LanguageCard } from './language/card.tsx'

export const metadata: Metadata = { title: 'Settings' }

export default accountPage(
  '/settings',
  async ({ viewer }) => ({ person: viewer.person, connections: await listConnections(viewer) }),
  ({ person, connections }, { viewer }) => (
    <>
      <PageHeading title="Settings">Your profile, a copy of your data, and the way out.</PageHeading>
      <Profile person={person} connections={connections} />
      <LanguageCard chosen={viewer.language} />
      <Data />
      <Deletion />
    </>
  ),
)

type ProfileProps = { person: Person; connections: Connection[] }

function Profile({ person: { name, email, emailVerified, label, image }, connections }: ProfileProps) {
  const [oldest, ...others] = connections
  return (
    <Card title="Your profile">
      <div className="flex items-center gap-4 py-3">
        <Avatar name={name} label={label} image={image} />
        <div className="min-w-0">
          <p dir="auto" className="wrap-anywhere font-semibold">
            {name ?? label}
          </p>
          <p className="wrap-anywhere text-muted text-small">
            {email === null ? 'No e-mail address' : <bdi>{email}</bdi>}
            {email === null || emailVerified ? null : ', which nobody has verified'}
          </p>
        </div>
      </div>
      {oldest ? <Origin oldest={oldest} several={others.length > 0} /> : null}
    </Card>
  )
}

/** Where somebody changes their name and picture at a provider. */
const profileAddresses: Record<ProviderId, string> = {
  google: 'https://myaccount.google.com/personal-info',
  facebook: 'https://www.facebook.com/me',
  twitter: 'https://x.com/settings/profile',
}

/** Somebody goes by the name and the picture of their oldest account. */
function Origin({ oldest, several }: { oldest: Connection; several: boolean }) {
  const name = providerNames[oldest.provider]
  return (
    <p className="max-w-prose pb-4 text-small">
      Your name and picture come from {several ? 'the first' : 'this'} {name} account
      {several ? (
        <>
          {' '}
          that you signed in with, <bdi className="wrap-anywhere">{oldest.label}</bdi>
        </>
      ) : null}
      , and so they cannot be changed here.{' '}
      <a className="link" href={profileAddresses[oldest.provider]}>
        Change them at {name}
      </a>
      ; we see it when you next sign in with it.
    </p>
  )
}

function Data() {
  return (
    <Card title="Your data">
      <p className="max-w-prose py-3 text-small">
        One JSON file with everything that we keep about you: your profile, the accounts that you sign in with
        and what you allowed, where you are signed in, and your activity. It holds no password and no token,
        so it opens nothing.
      </p>
      <form action="/api/export" method="post" className="pt-1 pb-4">
        <Button type="submit">Download my data</Button>
      </form>
    </Card>
  )
}

function Deletion() {
  return (
    <Card title="Your account">
      <p className="max-w-prose py-3 text-small">
        Deleting your account removes everything that we keep about you, and ends our access at each provider.
        The next page says exactly what goes, and asks you again.
      </p>
      <div className="pt-1 pb-4">
        <PageButton href="/settings/delete" variant="danger">
          Delete my account
        </PageButton>
      </div>
    </Card>
  )
}
