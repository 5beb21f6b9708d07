import type { Metadata } from 'next'
import { AuthorizationForm } from '#components/account/authorization-form'
import { PageHeading } from '#components/shell/page'
import { PostButton } from '#components/ui/button'
import { Card } from '#components/ui/panel'
import { ProviderLogo } from '#components/ui/provider-logo'
import { isRecent } from '#lib/auth/recent'
import { brand } from '#lib/brand'
import { listConnections } from '#lib/connections/list'
import { enabledProviders } from '#lib/env'
import { wordsIn } from '#lib/messages/words'
import type { ProviderId } from '#lib/provider-ids'
import { getWords, useReader, useWords } from '#lib/web/words'
import { describeConnecting } from '../../provider-messages.tsx'
import { accountPage } from '../account-page.tsx'
import { ConnectionView } from './view.tsx'

export const generateMetadata = async (): Promise<Metadata> => ({
  title: (await getWords('pages'))('connections'),
})

export default accountPage(
  '/connections',
  ({ viewer }) => listConnections(viewer),
  (connections, { viewer, query, language }) => (
    <>
      <PageHeading title={wordsIn(language, 'pages')('connections')}>
        {wordsIn(language, 'connections')('intro', { brand: brand.name })}
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
  const t = useWords('connections')
  return (
    <Card title={t('another')}>
      <p className="max-w-prose py-3 text-small">{t('anotherText')}</p>
      <ul className="divide-y divide-line border-line border-t">
        {enabledProviders().map((provider) => (
          <Way key={provider} provider={provider} />
        ))}
      </ul>
    </Card>
  )
}

/** The button of one provider, on one line of the narrowest phone, and what pressing it means. */
function Way({ provider }: { provider: ProviderId }) {
  const { language } = useReader()
  const t = wordsIn(language, 'connections')
  const text = `${provider}-means`
  return (
    <li className="grid gap-x-10 gap-y-3 py-4 @xl:grid-cols-[21rem_minmax(0,1fr)] @xl:items-center [&>form]:grid">
      <AuthorizationForm intent="link" provider={provider} returnTo="/connections">
        <PostButton aria-describedby={text}>
          <ProviderLogo provider={provider} />
          {t(`connect.${provider}`)}
        </PostButton>
      </AuthorizationForm>
      <p id={text} className="max-w-prose text-small">
        {describeConnecting(provider, language)}
      </p>
    </li>
  )
}
