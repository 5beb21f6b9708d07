import { LinkButton } from '#components/ui/button'
import { StatePanel } from '#components/ui/panel'
import { type Feature, featureRow } from '#lib/provider/features'
import { providerNames } from '#lib/provider-ids'

/** For whoever came by another provider than the one that a page is about. */
export function ConnectFirst({ feature }: { feature: Feature }) {
  const { provider, service } = featureRow(feature)
  const name = providerNames[provider]
  return (
    <StatePanel
      title={`None of your accounts here is a ${name} account`}
      text={`This page shows what you have in ${service}. Connect a ${name} account, and it is one more way to sign in here.`}
    >
      <LinkButton href="/connections" variant="primary">
        Connect a {name} account
      </LinkButton>
    </StatePanel>
  )
}
