import { JourneyForm } from '#components/journey-form'
import { StatePanel } from '#components/state-panel'
import { SubmitButton } from '#components/submit-button'
import type { EndReason } from '#lib/grants/end-reason'
import { causeWords } from '../cause-words.ts'

type Props = { cause: EndReason; account: string; address: string }

/** Google ended the access: why, and the way to give it again. `address`: the page to come back to. */
export function DriveReconnect({ cause, account, address }: Props) {
  return (
    <StatePanel
      title="Our access to your Google account has ended"
      text={`${causeWords[cause]} You are still signed in here. Reconnect to see your files again: you come back to this page.`}
    >
      <JourneyForm intent="reconnect" account={account} returnTo={address}>
        <SubmitButton>Reconnect</SubmitButton>
      </JourneyForm>
    </StatePanel>
  )
}
