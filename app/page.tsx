import { SignInForms } from '#components/account/sign-in-forms'
import { Landing } from '#components/landing/landing'
import { PageSession } from '#components/shell/page-session'
import { DEFAULT_RETURN_TO } from '#lib/auth/return-to'
import { findViewerForHeader } from '#lib/auth/viewer'
import { brand } from '#lib/brand'
import { enabledProviders } from '#lib/env'
import { type ProviderId, providerNames } from '#lib/provider-ids'
import { providerOf } from '#lib/providers/table'
import { describeOpenPage, OpenPage } from './open-page.tsx'

export const generateMetadata = () => describeOpenPage()

export default async function LandingPage() {
  const viewer = await findViewerForHeader()
  const providers = enabledProviders()
  return (
    <OpenPage>
      <PageSession session={viewer?.sessionId ?? null} />
      <Landing
        brand={brand.name}
        ways={{ names: providers.map((id) => providerNames[id]), openid: onlyOpenid(providers) }}
        person={viewer?.person ?? null}
        signIn={<SignInForms providers={providers} returnTo={DEFAULT_RETURN_TO} />}
      />
    </OpenPage>
  )
}

/** Whether there is one way in, by OpenID Connect, whose tokens are kept: then the page can say exactly what it does. */
function onlyOpenid([first, ...others]: ProviderId[]): boolean {
  if (first === undefined || others.length > 0) return false
  const { type, keeps } = providerOf(first)
  return type === 'oidc' && keeps === 'tokens'
}
