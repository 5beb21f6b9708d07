import { PageButton } from '#components/ui/page-button'
import { StatePanel } from '#components/ui/panel'
import { clientOf } from '#lib/env'
import { type Feature, featureRow } from '#lib/provider/features'
import { providerNames } from '#lib/provider-ids'
import { setStatus } from '#lib/request/context'
import { useWords } from '#lib/web/words'

/** For whoever has no account of the provider that a page is about, or while this site does not work with that. */
export function ConnectFirst({ feature }: { feature: Feature }) {
  const { provider, service } = featureRow(feature)
  const t = useWords('gate')
  const named = { provider: providerNames[provider] }
  if (clientOf(provider) === null) {
    setStatus(404)
    return <StatePanel title={t('off', named)} text={t('offText', { service })} />
  }
  return (
    <StatePanel title={t('none', named)} text={t('noneText', { ...named, service })}>
      <PageButton href="/connections" variant="primary">
        {t('connect', named)}
      </PageButton>
    </StatePanel>
  )
}
