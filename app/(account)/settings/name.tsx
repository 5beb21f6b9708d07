import { TextField } from '#components/ui/field'
import { Card } from '#components/ui/panel'
import { SubmitButton } from '#components/ui/submit-button'
import { LONGEST_NAME } from '#lib/account/name'
import type { Connection } from '#lib/connections/list'
import { providerNames } from '#lib/provider-ids'
import { saveOwnName } from './actions.ts'

type Props = {
  /** What they have chosen; null where they go by the name of their provider. */
  own: string | null
  /** The account whose name that is. */
  oldest: Connection
}

/** What somebody wants to be called here. */
export function OwnName({ own, oldest: { name, provider } }: Props) {
  const at = providerNames[provider]
  return (
    <Card title="Your name here">
      <form action={saveOwnName} className="max-w-prose py-3">
        <TextField
          name="name"
          label="What to call you"
          defaultValue={own ?? ''}
          placeholder={name ?? ''}
          maxLength={LONGEST_NAME}
          autoComplete="nickname"
          hint={
            name === null
              ? `Left empty, you go by your address or your account, since ${at} shares no name of yours.`
              : `Left empty, you go by your name at ${at}: ${name}.`
          }
        >
          <SubmitButton>Save</SubmitButton>
        </TextField>
      </form>
    </Card>
  )
}
