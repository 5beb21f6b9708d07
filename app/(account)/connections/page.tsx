import type { Metadata } from 'next'
import { AuthorizationForm } from '#components/account/authorization-form'
import { PageHeading } from '#components/shell/page'
import { Button } from '#components/ui/button'
import { Card } from '#components/ui/panel'
import { isRecent } from '#lib/auth/recent'
import { brand } from '#lib/brand'
import { listConnections } from '#lib/connections/list'
import { accountPage } from '../account-page.tsx'
import { ConnectionView } from './view.tsx'

export const metadata: Metadata = { title: 'Connections' }

export default accountPage(
  '/connections',
  ({ viewer }) => listConnections(viewer),
  (connections, { viewer, query }) => (
    <>
      <PageHeading title="Connections">
        The Google accounts that open your account here, and what each of them lets {brand.name} do.
      </PageHeading>
      {connections.map((connection) => (
        <ConnectionView
          key={connection.id}
          connection={connection}
          all={connections}
          recent={isRecent(viewer)}
          asking={query.confirm === connection.id}
        />
      ))}
      <ConnectAnother />
    </>
  ),
)

function ConnectAnother() {
  return (
    <Card title="Connect another Google account">
      <p className="max-w-prose py-3 text-small">
        Then either account opens this one, which helps when you lose one of them. Google asks you which
        account it is, and shares its name, e-mail address and picture with us. An account that somebody
        already uses here cannot be connected.
      </p>
      <div className="pt-1 pb-4">
        <AuthorizationForm intent="link" provider="google" returnTo="/connections">
          <Button type="submit">Connect another Google account</Button>
        </AuthorizationForm>
      </div>
    </Card>
  )
}
