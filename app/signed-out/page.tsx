import { redirect } from 'next/navigation'
import { SignInForms } from '#components/account/sign-in-forms'
import { PageSession } from '#components/shell/page-session'
import { LinkButton } from '#components/ui/button'
import { ProblemCard } from '#components/ui/problem-card'
import { DEFAULT_RETURN_TO } from '#lib/auth/return-to'
import { findViewerForHeader } from '#lib/auth/viewer'
import { enabledProviders } from '#lib/env'
import { wordsIn } from '#lib/messages/words'
import { getReader } from '#lib/web/words'
import { describeOpenPage, OpenPage } from '../open-page.tsx'
import { nameAny } from '../provider-messages.tsx'

export const generateMetadata = () =>
  describeOpenPage((language) => wordsIn(language, 'farewell')('signedOut'))

export default async function SignedOutPage() {
  if (await findViewerForHeader()) redirect(DEFAULT_RETURN_TO)
  const providers = enabledProviders()
  const { language } = await getReader()
  const t = wordsIn(language, 'farewell')
  return (
    <OpenPage>
      <PageSession session={null} />
      <ProblemCard
        title={t('signedOut')}
        text={t('signedOutText', { providers: nameAny(providers, language) })}
      >
        <SignInForms providers={providers} returnTo={DEFAULT_RETURN_TO} />
        <LinkButton href="/">{wordsIn(language, 'pages')('start')}</LinkButton>
      </ProblemCard>
    </OpenPage>
  )
}
