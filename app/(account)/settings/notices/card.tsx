import { OptionField } from '#components/ui/field'
import { Notice } from '#components/ui/notice'
import { Card } from '#components/ui/panel'
import { SubmitButton } from '#components/ui/submit-button'
import type { OptionalNotice } from '#lib/activity/notices'
import { useWords } from '#lib/web/words'
import { saveNotices } from './actions.ts'

type Props = {
  /** Where mail goes; null for somebody whose providers share no address. */
  address: string | null
  /** Whether this site sends any. */
  sends: boolean
  wanted: readonly OptionalNotice[]
}

/** The mail that somebody gets: what they choose, and what they cannot turn off, with the reason. */
export function NoticesCard({ address, sends, wanted }: Props) {
  const t = useWords('alerts')
  return (
    <Card title={t('card.title')}>
      <div className="grid max-w-prose gap-4 py-3 text-small">
        {sends && address !== null ? <p className="wrap-anywhere">{t('card.to', { address })}</p> : null}
        {sends ? null : <Notice title={t('card.off')} />}
        {address === null ? <Notice tone="warning" title={t('card.nowhere')} /> : null}
        <form action={saveNotices} className="grid gap-1" key={wanted.join()}>
          <fieldset>
            <legend className="pb-1 font-semibold">{t('card.choose')}</legend>
            <OptionField name="access-ended" checked={wanted.includes('access-ended')}>
              {t('card.accessEnded')}
            </OptionField>
            <OptionField name="permission-changed" checked={wanted.includes('permission-changed')}>
              {t('card.permissionChanged')}
            </OptionField>
          </fieldset>
          <div className="pt-1">
            <SubmitButton variant="quiet">{t('card.save')}</SubmitButton>
          </div>
        </form>
        <div>
          <h3 className="font-semibold">{t('card.always')}</h3>
          <ul className="grid list-disc gap-1 py-2 ps-5">
            {(['always1', 'always2', 'always3', 'always4', 'always5'] as const).map((key) => (
              <li key={key}>{t(`card.${key}`)}</li>
            ))}
          </ul>
          <p className="text-muted">{t('card.why')}</p>
        </div>
      </div>
    </Card>
  )
}
