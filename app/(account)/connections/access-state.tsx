import { AccessValue } from '#components/access-value'
import { Button } from '#components/button'
import { JourneyForm } from '#components/journey-form'
import { LocalTime } from '#components/local-time'
import type { Access } from '#lib/connections/list'
import { causeWords } from '../cause-words.ts'

type Props = { account: string; access: Access }

/** How the access that Google gave stands, and the button that mends it. */
export function AccessState({ account, access }: Props) {
  if (access.kind === 'works') return <AccessValue tone="good" title="Works" />
  if (access.kind === 'locked')
    return (
      <AccessValue
        tone="problem"
        title="Locked for its safety"
        text="Google told us that somebody else may have had access to it. Nobody can sign in with it here until Google says that it is safe."
      />
    )
  return (
    <AccessValue {...wordsOf(access)}>
      <JourneyForm intent="reconnect" account={account} returnTo="/connections">
        <Button type="submit">Reconnect</Button>
      </JourneyForm>
    </AccessValue>
  )
}

function wordsOf(access: Exclude<Access, { kind: 'works' | 'locked' }>) {
  switch (access.kind) {
    case 'ends':
      return {
        tone: 'warning',
        title: 'Works for a limited time',
        text: (
          <>
            It ends on <LocalTime at={access.at.toISOString()} />
          </>
        ),
      } as const
    case 'brief':
      return {
        tone: 'warning',
        title: 'Not lasting',
        text: 'Google gave access for an hour only. Reconnect, and what you allowed goes on working.',
      } as const
    case 'ended':
      return {
        tone: 'problem',
        title: 'Ended by Google',
        text: `${causeWords[access.reason]} You can still sign in with this account.`,
      } as const
  }
}
