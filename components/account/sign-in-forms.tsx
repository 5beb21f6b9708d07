import { ProviderButton } from '#components/ui/provider-button'
import type { ProviderBrand } from '#components/ui/provider-logo'
import { AuthorizationForm } from './authorization-form.tsx'

type Props = {
  /** In the order in which they are offered. */
  providers: readonly ProviderBrand[]
  purpose?: 'sign-in' | 'continue'
  /** As wide as what they stand in. Otherwise as wide as the widest of them. */
  wide?: boolean
  anyway?: boolean
  returnTo: string
}

/** The ways to sign in: one form a provider, each with a button as large as the others. */
export function SignInForms({ providers, purpose = 'sign-in', wide = false, ...form }: Props) {
  const several = providers.length > 1
  const forms = providers.map((provider) => (
    <AuthorizationForm key={provider} intent="sign-in" provider={provider} {...form}>
      <ProviderButton provider={provider} purpose={purpose} wide={wide || several} />
    </AuthorizationForm>
  ))
  if (!several) return forms
  const column = <div className={`grid gap-3 ${wide ? '' : 'w-fit max-w-full'}`}>{forms}</div>
  // Nothing stands beside a column of them.
  return wide ? column : <div className="w-full">{column}</div>
}
