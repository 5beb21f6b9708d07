import { GoogleButton } from '#components/google-button'
import { JourneyForm } from '#components/journey-form'
import { PermissionCard } from '#components/permission-card'

const seen = [
  'Names and types of your files, and how large they are',
  'Who owns them',
  'When they were last changed',
  'Their addresses, to open them in Drive',
]

const never = [
  'Open your files or see what is in them',
  'Change, share or delete anything',
  'Keep a copy of the list',
]

/** What will be asked and why, before Google asks it. `address`: the page to come back to. */
export function DrivePermission({ account, address }: { account: string; address: string }) {
  return (
    <PermissionCard
      title="Let Latchkey list your files"
      text="To show your recent files here, and to search them, we need your permission to see information about them. Google asks you on the next screen, where you tick the box; then you come back to this page."
      seen={seen}
      never={never}
      footer="The permission covers everything that Drive knows about a file except its contents. Of that we read what is listed above, each time you open this page. You can take the permission back at any time in your Google Account."
    >
      <JourneyForm intent="grant" feature="drive" account={account} returnTo={address}>
        <GoogleButton label="Continue with Google" />
      </JourneyForm>
    </PermissionCard>
  )
}
