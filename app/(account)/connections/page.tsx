import type { Metadata } from 'next'
import { AuthorizationForm } from '#components/account/authorization-form'
import { PageHeading } from '#components/shell/page'
import { PostButton } from '#components/ui/button'
import { Card } from '#components/ui/panel'
import { ProviderLogo } from '#components/ui/provider-logo'
import { isRecent } from '#lib/auth/recent'
import { brand } from '#lib/brand'
import { type Connection, listConnections } from '#lib/connections/list'
import { enabledProviders } from '#lib/env'
import { type ProviderId, providerArticles, providerNames } from '#lib/provider-ids'
import { describeConnecting } from '../../provider-messages.tsx'
import { accountPage } from '../account-page.tsx'
import { ConnectionView } from './view.tsx'

export const metadata: Metadata = { title: 'Connections' }

export default accountPage(
  '/connections',
  ({ viewer }) => listConnections(viewer),
  (connections, { viewer, query }) => (
    <>
      <PageHeading title="Connections">
        The accounts that open your account here, and what each of them lets {brand.name} do.
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
      <ConnectAnother connections={connections} />
    </>
  ),
)

function ConnectAnother({ connections }: { connections: readonly Connection[] }) {
  return (
    <Card title="Connect another way in">
      <p className="max-w-prose py-3 text-small">
        Then each of your accounts opens this one, which helps when you lose one. An account that somebody
        already uses here cannot be connected.
      </p>
      <ul className="divide-y divide-line border-line border-t">
        {enabledProviders().map((provider) => (
          <Way
            key={provider}
            provider={provider}
            another={connections.some((one) => one.provider === provider)}
          />
        ))}
      </ul>
    </Card>
  )
}

/** The button of one provider, and what pressing it means. */
function Way({ provider, another }: { provider: ProviderId; another: boolean }) {
  const name = providerNames[provider]
  const text = `${provider}-means`
  return (
    <li className="grid gap-x-10 gap-y-3 py-4 @xl:grid-cols-[21rem_minmax(0,1fr)] @xl:items-center [&>form]:grid">
      <AuthorizationForm intent="link" provider={provider} returnTo="/connections">
        <PostButton aria-describedby={text}>
          <ProviderLogo provider={provider} />
          Connect {another ? 'another' : providerArticles[provider]} {name} account
        </PostButton>
      </AuthorizationForm>
      <p id={text} className="max-w-prose text-small">
        {describeConnecting(provider)}
      </p>
    </li>
  )
}
