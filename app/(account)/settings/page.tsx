import type { Metadata } from 'next'
import { PageHeading } from '#components/shell/page'
import { Avatar } from '#components/ui/avatar'
import { Button, LinkButton } from '#components/ui/button'
import { Card } from '#components/ui/panel'
import type { Person } from '#lib/viewer'
import { accountPage } from '../account-page.tsx'

export const metadata: Metadata = { title: 'Settings' }

export default accountPage(
  '/settings',
  async ({ viewer }) => viewer.person,
  (person) => (
    <>
      <PageHeading title="Settings">Your profile, a copy of your data, and the way out.</PageHeading>
      <Profile person={person} />
      <Data />
      <Deletion />
    </>
  ),
)

function Profile({ person: { name, email, label, image } }: { person: Person }) {
  return (
    <Card title="Your profile">
      <div className="flex items-center gap-4 py-3">
        <Avatar name={name} label={label} image={image} />
        <div className="min-w-0">
          <p dir="auto" className="wrap-anywhere font-semibold">
            {name ?? label}
          </p>
          <p className="wrap-anywhere text-muted text-small">
            <bdi>{email}</bdi>
          </p>
        </div>
      </div>
      <p className="max-w-prose pb-4 text-small">
        Your name and picture come from this Google account, and so they cannot be changed here.{' '}
        <a className="link" href="https://myaccount.google.com/personal-info">
          Change them at Google
        </a>
        ; we see it when you next sign in.
      </p>
    </Card>
  )
}

function Data() {
  return (
    <Card title="Your data">
      <p className="max-w-prose py-3 text-small">
        One JSON file with everything that we keep about you: your profile, your Google accounts and what you
        allowed, where you are signed in, and your activity. It holds no password and no token, so it opens
        nothing.
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
        Deleting your account removes everything that we keep about you, and ends our access at Google. The
        next page says exactly what goes, and asks you again.
      </p>
      <div className="pt-1 pb-4">
        <LinkButton href="/settings/delete" variant="danger">
          Delete my account
        </LinkButton>
      </div>
    </Card>
  )
}
