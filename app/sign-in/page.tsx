import type { Route } from 'next'
import { headers } from 'next/headers'
import { SignInCard } from '#components/account/sign-in-card'
import { PageScript, scriptOf } from '#components/shell/page-script'
import { watchSession } from '#components/shell/watch-session'
import { safeReturnTo } from '#lib/auth/return-to'
import { findEnding, findViewerForHeader, isSessionGone } from '#lib/auth/viewer'
import { brand } from '#lib/brand'
import { enabledProviders } from '#lib/env'
import { describeFailure } from '#lib/errors'
import { readNonce } from '#lib/request/nonce'
import type { Viewer } from '#lib/viewer'
import { describeOpenPage, OpenPage } from '../open-page.tsx'
import { describeAlone, describeOneOfSeveral, nameAny } from '../provider-messages.tsx'
import { BeforeSignIn } from '../site-links.tsx'

export const generateMetadata = () => describeOpenPage('Sign in')

export default async function SignInPage({ searchParams }: PageProps<'/sign-in'>) {
  const returnTo = safeReturnTo((await searchParams).returnTo)
  const viewer = await findViewerForHeader()
  const notice = await findNotice(viewer, returnTo)
  const providers = enabledProviders()
  const describe = providers.length > 1 ? describeOneOfSeveral : describeAlone
  return (
    <OpenPage>
      <PageScript
        nonce={readNonce((await headers()).get('content-security-policy'))}
        text={scriptOf(watchSession, viewer?.sessionId ?? null)}
      />
      <SignInCard
        brand={brand.name}
        providers={providers}
        shares={providers.map((id) => ({ id, text: describe(id) }))}
        passwordStaysWith={nameAny(providers)}
        returnTo={returnTo}
        more={<BeforeSignIn />}
        {...(notice && { notice })}
      />
    </OpenPage>
  )
}

const GONE = {
  tone: 'info',
  title: 'You are signed out',
  text: 'This browser was signed out, or its account here was deleted. Signing in opens your account, or makes a new one.',
} as const

/** What somebody should know before they sign in (again). */
async function findNotice(viewer: Viewer | null, returnTo: Route) {
  if (viewer) {
    return {
      tone: 'info',
      title: `You are signed in as ${viewer.person.label}`,
      text: 'You can go on with this account. Signing in again switches this browser to the one you choose.',
      goOn: returnTo,
    } as const
  }
  const ending = await findEnding()
  if (!ending) return (await isSessionGone()) ? GONE : null
  const { title, message } = describeFailure(ending)
  return { tone: 'warning', title, text: message } as const
}
