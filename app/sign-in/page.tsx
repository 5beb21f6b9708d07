import type { Route } from 'next'
import { SignInCard } from '#components/account/sign-in-card'
import { safeReturnTo } from '#lib/auth/return-to'
import { findEnding, findViewerForHeader, isSessionGone } from '#lib/auth/viewer'
import { brand } from '#lib/brand'
import { enabledProviders } from '#lib/env'
import { describeFailure } from '#lib/errors'
import type { Language } from '#lib/messages/languages'
import { wordsIn } from '#lib/messages/words'
import { providerIds } from '#lib/provider-ids'
import type { Viewer } from '#lib/viewer'
import { getReader } from '#lib/web/words'
import { nameLabel } from '../(account)/names.ts'
import { describeOpenPage, OpenPage } from '../open-page.tsx'
import { describeAlone, describeOneOfSeveral, nameAny } from '../provider-messages.tsx'
import { SessionScript } from '../session-script.tsx'

export const generateMetadata = () => describeOpenPage((language) => wordsIn(language, 'signIn')('title'))

export default async function SignInPage({ searchParams }: PageProps<'/sign-in'>) {
  const returnTo = safeReturnTo((await searchParams).returnTo)
  const viewer = await findViewerForHeader()
  const { language } = await getReader()
  const notice = await findNotice(viewer, returnTo, language)
  const providers = enabledProviders()
  const describe = providers.length > 1 ? describeOneOfSeveral : describeAlone
  return (
    <OpenPage>
      <SessionScript session={viewer?.sessionId ?? null} />
      <SignInCard
        brand={brand.name}
        providers={providers}
        shares={providers.map((id) => ({ id, text: describe(id, language) }))}
        passwordStaysWith={nameAny(providers, language)}
        returnTo={returnTo}
        {...(notice && { notice })}
      />
    </OpenPage>
  )
}

/** What somebody should know before they sign in (again). */
async function findNotice(viewer: Viewer | null, returnTo: Route, language: Language) {
  const t = wordsIn(language, 'signIn')
  if (viewer) {
    return {
      tone: 'info',
      title: t('already', { name: nameLabel(viewer.person.label, providerIds, language) }),
      text: t('alreadyText'),
      goOn: returnTo,
    } as const
  }
  const ending = await findEnding()
  if (!ending)
    return (await isSessionGone())
      ? ({ tone: 'info', title: t('goneTitle'), text: t('gone') } as const)
      : null
  const { title, message } = describeFailure(ending, undefined, language)
  return { tone: 'warning', title, text: message } as const
}
