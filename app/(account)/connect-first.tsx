import { PageButton } from '#components/ui/page-button'
import { StatePanel } from '#components/ui/panel'
import { clientOf } from '#lib/env'
import { type Feature, featureRow } from '#lib/provider/features'
import { providerNames } from '#lib/provider-ids'
import { setStatus } from '#lib/request/context'

/** For whoever has no account of the provider that a page is about, or while this site does not work with that. */
export function ConnectFirst({ feature }: { feature: Feature }) {
  const { provider, service } = featureRow(feature)
  const name = providerNames[provider]
  if (clientOf(provider) === null) {
    setStatus(404)
    return (
      <StatePanel
        title={`This site does not work with ${name} at the moment`}
        text={`This page is about ${service}. Whatever you have there is untouched: ask the people who run this site.`}
      />
    )
  }
  return (
    <StatePanel
      title={`None of your accounts here is with ${name}`}
      text={`This page is about ${service}. Connect your ${name} account, and it is one more way to sign in here.`}
    >
      <PageButton href="/connections" variant="primary">
        Connect your {name} account
      </PageButton>
    </StatePanel>
  )
}
