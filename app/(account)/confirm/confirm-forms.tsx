import type { Route } from 'next'
import { AuthorizationForm } from '#components/account/authorization-form'
import { ProviderButton } from '#components/ui/provider-button'
import type { Connection } from '#lib/connections/list'
import { providerNames } from '#lib/provider-ids'
import { providerOf } from '#lib/providers/table'

type Choices = readonly Connection[]

type Props = {
  /** What `listConfirming` says. */
  choices: Choices
  returnTo: Route
}

/** One button an account that somebody can confirm with, the best first. */
export function ConfirmForms({ choices, returnTo }: Props) {
  const [only, ...others] = choices
  if (!only) return null
  if (others.length === 0) return <ConfirmForm account={only} returnTo={returnTo} wide={false} />
  return (
    <ul className="grid w-fit max-w-full gap-4">
      {choices.map((account) => (
        <li key={account.id}>
          <ConfirmForm account={account} returnTo={returnTo} wide />
          <p className="mt-1 max-w-72 text-caption text-muted">
            as <bdi className="wrap-anywhere">{account.label}</bdi>
          </p>
        </li>
      ))}
    </ul>
  )
}

type FormProps = { account: Connection; returnTo: Route; wide: boolean }

function ConfirmForm({ account: { id, provider, current }, returnTo, wide }: FormProps) {
  return (
    <AuthorizationForm intent="confirm" returnTo={returnTo} {...(current ? {} : { account: id })}>
      <ProviderButton provider={provider} purpose="continue" wide={wide} />
    </AuthorizationForm>
  )
}

/** How it is confirmed who somebody is, to go on after "First, ". */
export function describeConfirming(choices: Choices): string {
  const [only, ...others] = choices
  if (!only)
    return 'it has to be confirmed that it is you, and each account that could do that is not in use here'
  if (others.length > 0) return 'one of your accounts confirms that it is you'
  const name = providerNames[only.provider]
  return asksAnew(only) ? `${name} confirms that it is you` : `you go on to ${name}, ${SENDS_BACK}`
}

const SENDS_BACK = 'which does not ask for your password again: that you come back from there counts'

/** What is worth knowing of those that only send people back: "X does not ask …". Null where each asks. */
export function describeRoundTrips(choices: Choices): string | null {
  const names = choices.filter((one) => !asksAnew(one)).map(({ provider }) => providerNames[provider])
  const [name] = names
  return name ? `${name} does not ask for your password again: that you come back from there counts.` : null
}

function asksAnew({ provider }: Connection): boolean {
  return providerOf(provider).reauthenticates
}
