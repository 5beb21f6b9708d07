import type { Metadata } from 'next'
import Link from 'next/link'
import { AuthorizationForm } from '#components/account/authorization-form'
import { PageHeading } from '#components/shell/page'
import { LinkButton } from '#components/ui/button'
import { CheckField } from '#components/ui/field'
import { GoogleButton } from '#components/ui/google-button'
import { Card, CardGrid } from '#components/ui/panel'
import { SubmitButton } from '#components/ui/submit-button'
import { isRecent } from '#lib/auth/recent'
import { listConnections } from '#lib/connections/list'
import { accountPage } from '../../account-page.tsx'
import { deleteAccount } from './actions.ts'

export const metadata: Metadata = { title: 'Delete your account' }

export default accountPage(
  '/settings/delete',
  ({ viewer }) => listConnections(viewer),
  (connections, { viewer }) => (
    <>
      <PageHeading title="Delete your account">
        This happens at once and cannot be undone. If you want to keep your data,{' '}
        <Link href="/settings" prefetch={false} className="link text-ink">
          download it in the settings
        </Link>{' '}
        first.
      </PageHeading>
      <CardGrid>
        <WhatGoes labels={connections.map(({ label }) => label)} />
        <WhatStays />
      </CardGrid>
      <Card title="Are you sure?">{isRecent(viewer) ? <DeleteForm /> : <ConfirmFirst />}</Card>
    </>
  ),
)

function WhatGoes({ labels }: { labels: string[] }) {
  return (
    <Card title="What goes">
      <ul className="grid list-disc gap-2 py-3 pl-5 text-small">
        <li>Your profile: name, e-mail address and picture</li>
        <li className="wrap-anywhere">
          Your accounts at providers here, with all that you allowed for them: {labels.join(', ')}
        </li>
        <li>Every session: you are signed out everywhere, here too</li>
        <li>Your activity of the last twelve months</li>
      </ul>
    </Card>
  )
}

function WhatStays() {
  return (
    <Card title="What stays">
      <ul className="grid list-disc gap-2 py-3 pl-5 text-small">
        <li>
          For each Google account, one encrypted token that we need to tell Google that our access ends. It is
          deleted when Google has confirmed that, usually within seconds, and after thirty days in any case.
        </li>
        <li>Nothing else. Signing in again makes a new, empty account.</li>
      </ul>
    </Card>
  )
}

function DeleteForm() {
  return (
    <form action={deleteAccount} className="grid gap-4 py-4">
      <CheckField name="sure">I know that my account and everything in it will be gone for ever.</CheckField>
      <div className="flex flex-wrap gap-3">
        <LinkButton href="/settings">Keep my account</LinkButton>
        <SubmitButton variant="danger">Delete my account</SubmitButton>
      </div>
    </form>
  )
}

function ConfirmFirst() {
  return (
    <div className="grid gap-4 py-4">
      <p className="max-w-prose text-small">
        It is a while since you signed in. First, Google confirms that it is you; then you come back here.
      </p>
      <div className="flex flex-wrap gap-3">
        <LinkButton href="/settings">Keep my account</LinkButton>
        <AuthorizationForm intent="confirm" returnTo="/settings/delete">
          <GoogleButton label="Continue with Google" />
        </AuthorizationForm>
      </div>
    </div>
  )
}
