import { TextField } from '#components/ui/field'
import { Card } from '#components/ui/panel'
import { SubmitButton } from '#components/ui/submit-button'
import { LONGEST_NAME } from '#lib/account/name'
import type { Connection } from '#lib/connections/list'
import { providerNames } from '#lib/provider-ids'
import { useWords } from '#lib/web/words'
import { saveOwnName } from './actions.ts'

type Props = {
  /** What they have chosen; null where they go by the name of their provider. */
  own: string | null
  /** The account whose name that is. */
  oldest: Connection
}

/** What somebody wants to be called here. */
export function OwnName({ own, oldest: { name, provider } }: Props) {
  const t = useWords('ownName')
  const at = providerNames[provider]
  return (
    <Card title={t('title')}>
      <form action={saveOwnName} className="max-w-prose py-3">
        <TextField
          // React leaves a field alone that it has made: another name is another field.
          key={own}
          name="name"
          label={t('label')}
          defaultValue={own ?? ''}
          placeholder={name ?? ''}
          maxLength={LONGEST_NAME}
          autoComplete="nickname"
          hint={name === null ? t('nameless', { provider: at }) : t('provider', { provider: at, name })}
        >
          <SubmitButton>{t('save')}</SubmitButton>
        </TextField>
      </form>
    </Card>
  )
}
