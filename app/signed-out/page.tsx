import { redirect } from 'next/navigation'
import { SignInForms } from '#components/account/sign-in-forms'
import { PageSession } from '#components/shell/page-session'
import { LinkButton } from '#components/ui/button'
import { Elsewhere } from '#components/ui/elsewhere'
import { ProblemCard } from '#components/ui/problem-card'
import { DEFAULT_RETURN_TO } from '#lib/auth/return-to'
import { findViewerForHeader } from '#lib/auth/viewer'
import { enabledProviders } from '#lib/env'
import { wordsIn } from '#lib/messages/words'
import { type ProviderId, providerNames } from '#lib/provider-ids'
import { getReader } from '#lib/web/words'
import { describeOpenPage, OpenPage } from '../open-page.tsx'
import { nameAny } from '../provider-messages.tsx'
import { SessionScript } from '../session-script.tsx'

export const generateMetadata = () =>
  describeOpenPage((language) => wordsIn(language, 'farewell')('signedOut'))

/** Where people sign out of a provider: Google's and X's pages for it. Facebook has none, and does it in its menu. */
const wayOut = {
  google: { address: 'https://accounts.google.com/Logout', words: 'signOutAt' },
  facebook: { address: 'https://www.facebook.com/', words: 'signOutIn' },
  twitter: { address: 'https://x.com/logout', words: 'signOutAt' },
} as const satisfies Record<ProviderId, { address: string; words: 'signOutAt' | 'signOutIn' }>

export default async function SignedOutPage() {
  if (await findViewerForHeader()) redirect(DEFAULT_RETURN_TO)
  const providers = enabledProviders()
  const { language } = await getReader()
  const t = wordsIn(language, 'farewell')
  return (
    <OpenPage>
      <SessionScript session={null} />
      <PageSession session={null} />
      <ProblemCard
        title={t('signedOut')}
        text={
          <>
            <p>{t('signedOutText', { providers: nameAny(providers, language) })}</p>
            <ul className="mt-4 grid gap-1 text-small">
              {providers.map((provider) => (
                <li key={provider}>
                  <a href={wayOut[provider].address} rel="noreferrer" className="link inline-block py-2.5">
                    {t(wayOut[provider].words, { provider: providerNames[provider] })}
                    <Elsewhere at={providerNames[provider]} />
                  </a>
                </li>
              ))}
            </ul>
          </>
        }
      >
        <SignInForms providers={providers} returnTo={DEFAULT_RETURN_TO} />
        <LinkButton href="/">{wordsIn(language, 'pages')('start')}</LinkButton>
      </ProblemCard>
    </OpenPage>
  )
}
