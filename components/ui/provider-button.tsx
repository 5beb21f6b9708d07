import { useWords } from '#lib/web/words'
import { LeavingButton } from './leaving-button.tsx'
import { type ProviderBrand, ProviderLogo } from './provider-logo.tsx'

type Props = {
  provider: ProviderBrand
  /** What it is for: signing in, or something else that somebody does at the provider and comes back from. */
  purpose?: 'sign-in' | 'continue'
  wide?: boolean
}

/**
 * The rules of each brand: developers.google.com/identity/branding-guidelines (colours, type and spacing; light and dark by
 * the reader's preference), about.meta.com/brand/resources/facebook (blue with a white f, "Continue with Facebook"),
 * about.x.com/en/who-we-are/brand-toolkit (black or white; no smaller than any other).
 */
const looks = {
  google: {
    colours: 'border-google-stroke bg-google-fill text-google-text [--state:var(--color-google-state)]',
  },
  facebook: {
    colours: 'border-facebook-fill bg-facebook-fill text-facebook-text [--state:var(--color-facebook-state)]',
  },
  twitter: {
    colours: 'border-x-fill bg-x-fill text-x-text [--state:var(--color-x-state)]',
  },
} as const satisfies Record<ProviderBrand, { colours: string }>

/** Sends its form to a provider, once. Each has the same height, and in a column the same width. */
export function ProviderButton({ provider, purpose = 'sign-in', wide }: Props) {
  const { colours } = looks[provider]
  const t = useWords('signIn')
  return (
    <LeavingButton
      className={`group relative inline-flex min-h-11 max-w-full items-center justify-center gap-2.5 whitespace-nowrap rounded-control border px-3 aria-disabled:cursor-progress ${colours} ${wide ? 'w-full' : ''}`}
      logo={<ProviderLogo provider={provider} place="onButton" />}
    >
      {t(`${purpose === 'sign-in' ? 'button' : 'goOn'}.${provider}`)}
    </LeavingButton>
  )
}
