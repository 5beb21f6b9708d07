import type { Route } from 'next'
import { AuthorizationForm } from '#components/account/authorization-form'
import { ProviderButton } from '#components/ui/provider-button'
import type { Connection } from '#lib/connections/list'
import type { Language } from '#lib/messages/languages'
import { wordsIn } from '#lib/messages/words'
import { providerNames } from '#lib/provider-ids'
import { providerOf } from '#lib/providers/table'
import { useReader } from '#lib/web/words'
import { nameLabel } from '../names.ts'

type Choices = readonly Connection[]

type Props = {
  /** What `listConfirming` says. */
  choices: Choices
  returnTo: Route
}

/** One button an account that somebody can confirm with, the best first. */
export function ConfirmForms({ choices, returnTo }: Props) {
  const { language } = useReader()
  const t = wordsIn(language, 'confirm')
  const [only, ...others] = choices
  if (!only) return null
  if (others.length === 0) return <ConfirmForm account={only} returnTo={returnTo} wide={false} />
  return (
    <ul className="grid w-fit max-w-full gap-4">
      {choices.map((account) => (
        <li key={account.id}>
          <ConfirmForm account={account} returnTo={returnTo} wide />
          <p className="mt-1 max-w-72 text-caption text-muted">
            {t.rich('as', {
              name: () => (
                <bdi className="wrap-anywhere">{nameLabel(account.label, [account.provider], language)}</bdi>
              ),
            })}
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

/**
 * How it is confirmed who somebody is before something is done.
 *
 * @param when `first` where a question waits for it, `later` where the sign-in is only too old
 */
export function describeConfirming(when: 'first' | 'later', choices: Choices, language: Language): string {
  const t = wordsIn(language, 'confirm')
  const [only, ...others] = choices
  if (!only) return t(`${when}None`)
  if (others.length > 0) return t(`${when}Several`)
  return t(asksAnew(only) ? `${when}Asks` : `${when}RoundTrip`, { provider: providerNames[only.provider] })
}

/** What is worth knowing of those that only send people back: "X does not ask …". Null where each asks. */
export function describeRoundTrips(choices: Choices, language: Language): string | null {
  const provider = choices.find((one) => !asksAnew(one))?.provider
  return provider ? wordsIn(language, 'confirm')('roundTrip', { provider: providerNames[provider] }) : null
}

function asksAnew({ provider }: Connection): boolean {
  return providerOf(provider).reauthenticates
}
