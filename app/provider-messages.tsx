import type { ReactNode } from 'react'
import { brand } from '#lib/brand'
import { type ProviderId, providerNames } from '#lib/provider-ids'
import { signInScopesOf } from '#lib/providers/table'

/** What is said of a provider before somebody goes there. `asked` is what a sign-in asks for, by the settings of this site. */
type Messages = {
  /** What it shares, before the button of a site that has only this one. */
  alone: (asked: readonly string[]) => ReactNode
  /** The same in a line below the buttons, where there are several. */
  shares: (asked: readonly string[]) => string
  /** Beside the button that connects one more account. */
  connects: (asked: readonly string[]) => string
}

const email = <span className="whitespace-nowrap">e-mail</span>

const posts = `It asks to see your posts because it knows no smaller permission; ${brand.name} reads who you are, and no posts unless you ask.`

const messages: Record<ProviderId, Messages> = {
  google: {
    alone: () => (
      <>
        Google will share your name, {email} address and picture with {brand.name}, and nothing else.
      </>
    ),
    shares: () => 'Google shares your name, e-mail address and picture.',
    connects: () =>
      'Google asks you which account it is, and shares its name, e-mail address and picture with us.',
  },
  facebook: {
    alone: () => (
      <>
        Facebook will share your name and picture with {brand.name}, and your {email} address if you leave it
        ticked.
      </>
    ),
    shares: () => 'Facebook shares your name and picture, and your e-mail address if you leave it ticked.',
    connects: () =>
      'Facebook takes the account that you are signed in with there, and shares its name and picture with us, and its e-mail address if you leave it ticked.',
  },
  twitter: {
    alone: (asked) => (
      <>
        X will share your name, {sharesEmail(asked) ? <>handle, {email} address</> : 'handle'} and picture
        with {brand.name}. {posts}
      </>
    ),
    shares: (asked) => `X shares your ${sharedByX(asked)}. ${posts}`,
    // X's rules want an express opt-in before anybody stores whose an account is ("Off-X matching").
    connects: (asked) =>
      `X takes the account that you are signed in with there, and shares its ${sharedByX(asked)} with us. ${brand.name} then keeps that this X account is yours.`,
  },
}

function sharesEmail(asked: readonly string[]): boolean {
  return asked.includes('users.email')
}

function sharedByX(asked: readonly string[]): string {
  return `name, handle${sharesEmail(asked) ? ', e-mail address' : ''} and picture`
}

/** What a sign-in shares, where it is the only way in. */
export function describeAlone(provider: ProviderId): ReactNode {
  return messages[provider].alone(signInScopesOf(provider))
}

/** What a sign-in shares, where it is one way in of several. */
export function describeOneOfSeveral(provider: ProviderId): string {
  return messages[provider].shares(signInScopesOf(provider))
}

/** What it means to connect an account of it. */
export function describeConnecting(provider: ProviderId): string {
  return messages[provider].connects(signInScopesOf(provider))
}

const either = new Intl.ListFormat('en-GB', { type: 'disjunction' })

/** "Google", "Google or X", "Google, Facebook or X". */
export function nameAny(providers: readonly ProviderId[]): string {
  return either.format(providers.map((id) => providerNames[id]))
}
