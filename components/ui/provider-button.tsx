import { LeavingButton } from './leaving-button.tsx'
import { type ProviderBrand, ProviderLogo } from './provider-logo.tsx'

type Props = {
  provider: ProviderBrand
  /** What it is for: signing in, or something else that somebody does at the provider and comes back from. */
  purpose?: 'sign-in' | 'continue'
  wide?: boolean
}

type Look = { colours: string; labels: Record<NonNullable<Props['purpose']>, string> }

/**
 * The rules of each brand: developers.google.com/identity/branding-guidelines (colours, type and spacing; light and dark by
 * the reader's preference), about.meta.com/brand/resources/facebook (blue with a white f, "Continue with Facebook"),
 * about.x.com/en/who-we-are/brand-toolkit (black or white; no smaller than any other).
 */
const looks = {
  google: {
    colours: 'border-google-stroke bg-google-fill text-google-text [--state:var(--color-google-state)]',
    labels: { 'sign-in': 'Sign in with Google', continue: 'Continue with Google' },
  },
  facebook: {
    colours: 'border-facebook-fill bg-facebook-fill text-facebook-text [--state:var(--color-facebook-state)]',
    labels: { 'sign-in': 'Continue with Facebook', continue: 'Continue with Facebook' },
  },
  twitter: {
    colours: 'border-x-fill bg-x-fill text-x-text [--state:var(--color-x-state)]',
    labels: { 'sign-in': 'Sign in with X', continue: 'Continue with X' },
  },
} as const satisfies Record<ProviderBrand, Look>

/** Sends its form to a provider, once. Each has the same height, and in a column the same width. */
export function ProviderButton({ provider, purpose = 'sign-in', wide }: Props) {
  const { colours, labels } = looks[provider]
  return (
    <LeavingButton
      className={`group relative inline-flex min-h-11 max-w-full items-center justify-center gap-2.5 whitespace-nowrap rounded-control border px-3 aria-disabled:cursor-progress ${colours} ${wide ? 'w-full' : ''}`}
      logo={<ProviderLogo provider={provider} place="onButton" />}
    >
      {labels[purpose]}
    </LeavingButton>
  )
}
