import { AuthorizationForm } from '#components/account/authorization-form'
import { ConfirmDialog } from '#components/ui/dialog'
import { GoogleButton } from '#components/ui/google-button'
import { SubmitButton } from '#components/ui/submit-button'
import { brand } from '#lib/brand'
import type { Connection } from '#lib/connections/list'
import { disconnect } from './actions.ts'
import { disconnectAddress } from './disconnect-address.ts'

type Props = {
  connection: Connection
  /** Their other accounts, the oldest first. */
  others: readonly Connection[]
  /** Whether it is the one whose name and picture they go by. */
  eldest: boolean
  recent: boolean
  asking: boolean
}

/** What Google lists whatever is turned off here, and the button that ends all of it. */
export function Disconnect(props: Props) {
  const usable = props.others.filter(({ access }) => access.kind !== 'locked' && access.kind !== 'off')
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-4 md:grid-cols-[minmax(0,1fr)_auto] md:items-center md:gap-x-8 md:[&>dialog]:col-span-full">
      <p className="max-w-prose">
        Google lists what you allowed, also what is turned off here, among{' '}
        <a className="link text-ink" href="https://myaccount.google.com/connections">
          your connections at Google
        </a>
        .{' '}
        {usable.length === 0
          ? 'This account is your only way to sign in here, so it cannot be disconnected: nobody could open your account any more. Connect another one first.'
          : 'Disconnecting this account ends all of it.'}
      </p>
      {usable.length === 0 ? null : <Ask {...props} usable={usable} />}
    </div>
  )
}

/** `usable`: those of the others that can be signed in with. */
type AskProps = Props & { usable: readonly Connection[] }

function Ask({ connection, others, usable, eldest, recent, asking }: AskProps) {
  const { id, label } = connection
  return (
    <ConfirmDialog
      label={
        <>
          Disconnect<span className="sr-only"> {label}</span>
        </>
      }
      variant="danger"
      title={`Disconnect ${label}?`}
      text={<Consequences {...{ connection, others, usable, eldest, recent }} />}
      cancel="Keep it"
      page={`/connections#${id}`}
      step={id}
      open={asking}
    >
      {recent ? <DisconnectForm account={id} /> : <ConfirmFirst account={id} />}
    </ConfirmDialog>
  )
}

function Consequences({ connection, others, usable, eldest, recent }: Omit<AskProps, 'asking'>) {
  const names = usable.map(({ label }) => label).join(', ')
  return (
    <ul className="grid list-disc gap-1.5 pl-5">
      <li>All of the access that {brand.name} has to this Google account ends, here and at Google.</li>
      <li>You no longer sign in with it. What is left to sign in with: {names}.</li>
      <li>
        Browsers that are signed in with it are signed out
        {connection.current ? ', but for this one, which goes on with another account' : ''}.
      </li>
      {eldest ? (
        <li>Your name, picture and e-mail address here become those of {others[0]?.label}.</li>
      ) : null}
      {recent ? null : <li>First, Google confirms that it is you; then you come back to this question.</li>}
    </ul>
  )
}

function DisconnectForm({ account }: { account: string }) {
  return (
    <form action={disconnect}>
      <input type="hidden" name="account" value={account} />
      <SubmitButton variant="danger">Disconnect</SubmitButton>
    </form>
  )
}

function ConfirmFirst({ account }: { account: string }) {
  return (
    <AuthorizationForm intent="confirm" returnTo={disconnectAddress(account)}>
      <GoogleButton label="Continue with Google" />
    </AuthorizationForm>
  )
}
