import { ConfirmDialog } from '#components/ui/dialog'
import { SubmitButton } from '#components/ui/submit-button'
import { profileOf } from '#lib/auth/profile'
import { brand } from '#lib/brand'
import { isUsable, listConfirming } from '#lib/connections/confirm'
import type { Connection } from '#lib/connections/list'
import { providerNames } from '#lib/provider-ids'
import { providerOf } from '#lib/providers/table'
import { ConfirmForms, describeConfirming } from '../confirm/confirm-forms.tsx'
import { disconnect } from './actions.ts'
import { disconnectAddress } from './disconnect-address.ts'

type Props = {
  connection: Connection
  /** Every connection of theirs, the oldest first. */
  all: readonly Connection[]
  recent: boolean
  asking: boolean
}

/** What the provider lists whatever is turned off here, and the button that ends what can be ended here. */
export function Disconnect(props: Props) {
  const { connection, all } = props
  const { provider } = connection
  const others = all.filter((other) => other !== connection)
  const last = !others.some(isUsable)
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-4 md:grid-cols-[minmax(0,1fr)_auto] md:items-center md:gap-x-8 md:[&>dialog]:col-span-full">
      <p className="max-w-prose">
        {providerNames[provider]} lists what you allowed, also what is turned off here, among{' '}
        <a className="link text-ink" href={providerOf(provider).manageUrl}>
          your connections at {providerNames[provider]}
        </a>
        . {last ? describeLast(connection) : describeEnd(connection)}
      </p>
      {last ? null : <Ask {...props} others={others} />}
    </div>
  )
}

function describeLast(connection: Connection): string {
  return isUsable(connection)
    ? 'This account is your only way to sign in here, so it cannot be disconnected: nobody could open your account any more. Connect another one first.'
    : 'No other account of yours can be signed in with, so this one cannot be disconnected. Connect another one first.'
}

function describeEnd({ provider }: Connection): string {
  return endsAll(provider)
    ? 'Disconnecting this account ends all of it.'
    : `Disconnecting this account ends what ${brand.name} may do; only there can you take ${brand.name} off the list.`
}

function endsAll(provider: Connection['provider']): boolean {
  return providerOf(provider).revocation.endsAll
}

type AskProps = Props & { others: readonly Connection[] }

function Ask({ connection, all, others, recent, asking }: AskProps) {
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
      text={<Consequences {...{ connection, all, others, recent }} />}
      cancel="Keep it"
      page={`/connections#${id}`}
      step={id}
      open={asking}
    >
      {recent ? (
        <DisconnectForm account={id} />
      ) : (
        <ConfirmForms choices={listConfirming(all)} returnTo={disconnectAddress(id)} />
      )}
    </ConfirmDialog>
  )
}

function Consequences({ connection, all, others, recent }: Omit<AskProps, 'asking'>) {
  const { provider, current } = connection
  const [name, access] = [providerNames[provider], `All of the access that ${brand.name} has to this`]
  const left = others.filter(isUsable).map(({ label }) => label)
  return (
    <ul className="grid list-disc gap-1.5 pl-5">
      <li>
        {endsAll(provider)
          ? `${access} ${name} account ends, here and at ${name}.`
          : `${access} ${name} account ends. ${name} lists ${brand.name} until you remove it there.`}
      </li>
      <li>You no longer sign in with it. What is left to sign in with: {left.join(', ')}.</li>
      <li>
        Browsers that are signed in with it are signed out
        {current ? ', but for this one, which goes on with another account' : ''}.
      </li>
      {describeProfile(all, others).map((text) => (
        <li key={text}>{text}</li>
      ))}
      {recent ? null : (
        <li>First, {describeConfirming(listConfirming(all))}; then you come back to this question.</li>
      )}
    </ul>
  )
}

/** What becomes of their name, picture and address here. */
function describeProfile(all: readonly Connection[], others: readonly Connection[]): string[] {
  const [now, next] = [all, others].map((some) => profileOf(some.map(toAccount)))
  const oldest = all[0] === others[0] ? null : others[0]
  const moved = now?.email !== next?.email
  if (oldest && moved && next?.email === oldest.email && next?.email)
    return [`Your name, picture and e-mail address here become those of ${oldest.label}.`]
  return [
    ...(oldest ? [`Your name and picture here become those of ${oldest.label}.`] : []),
    ...(moved ? [next?.email ? `Your e-mail address here becomes ${next.email}.` : NO_ADDRESS] : []),
  ]
}

const NO_ADDRESS = 'Your account here has no e-mail address any more.'

function toAccount({ name, image, email, emailVerified, lastUsedAt }: Connection) {
  return { name, image, email, emailVerified, lastSignInAt: lastUsedAt }
}

function DisconnectForm({ account }: { account: string }) {
  return (
    <form action={disconnect}>
      <input type="hidden" name="account" value={account} />
      <SubmitButton variant="danger">Disconnect</SubmitButton>
    </form>
  )
}
