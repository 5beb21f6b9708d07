import type { Route } from 'next'
import { redirect } from 'next/navigation'
import type { ReactNode } from 'react'
import { SignInForms } from '#components/account/sign-in-forms'
import { PageSession } from '#components/shell/page-session'
import { LinkButton } from '#components/ui/button'
import { CopyAddress } from '#components/ui/problem-card'
import { safeReturnTo, signInAddress } from '#lib/auth/return-to'
import { findViewerForHeader } from '#lib/auth/viewer'
import { enabledProviders, publicOrigin } from '#lib/env'
import { describeFailure, type Failure, isOfProvider, saysSignedOut } from '#lib/errors'
import type { FailureAction } from '#lib/failures/shape'
import type { Language } from '#lib/messages/languages'
import { wordsIn } from '#lib/messages/words'
import { type ProviderId, providerIds } from '#lib/provider-ids'
import { setStatus } from '#lib/request/context'
import { getReader } from '#lib/web/words'
import { nameLabel } from '../../(account)/names.ts'
import { FailureCard } from '../../failure-card.tsx'
import { describeOpenPage, OpenPage } from '../../open-page.tsx'

export const generateMetadata = () => describeOpenPage((language) => wordsIn(language, 'problem')('title'))

const REFERENCE = /^[\w-]{8,64}$/

export default async function SignInProblemPage({ searchParams }: PageProps<'/sign-in/problem'>) {
  const query = await searchParams
  const returnTo = safeReturnTo(query.returnTo)
  const reference = typeof query.ref === 'string' && REFERENCE.test(query.ref) ? query.ref : null
  const viewer = await findViewerForHeader()
  const ways = waysBeside(providerIds.find((id) => id === query.provider))
  const { language } = await getReader()
  const [t, pages] = [wordsIn(language, 'problem'), wordsIn(language, 'pages')]
  const code = typeof query.code === 'string' ? query.code : undefined
  const failure = describeFailure(code, ways.concerned, language)
  // Whoever opens this page by itself has no problem, and neither has whoever has signed in again since.
  if (!reference || (viewer && saysSignedOut(failure.code)))
    redirect(viewer ? returnTo : signInAddress(returnTo))
  const { status, retryAfterSeconds, action } = failure
  setStatus(status, retryAfterSeconds)
  return (
    <OpenPage>
      <PageSession session={viewer?.sessionId ?? null} />
      <FailureCard failure={{ ...failure, reference }} language={language}>
        {viewer ? (
          <p className="w-full">
            {t.rich('stillSignedIn', {
              name: () => (
                <bdi className="wrap-anywhere">{nameLabel(viewer.person.label, providerIds, language)}</bdi>
              ),
            })}
          </p>
        ) : null}
        {saysNothing(failure) ? (
          // Nobody knows who is signed in: a page that can tell leads on.
          <LinkButton href={returnTo} variant="primary">
            {pages('tryAgain')}
          </LinkButton>
        ) : (
          nextStep(failure, { ways, returnTo, signedIn: viewer !== null, language })
        )}
        {action === 'move' ? null : <LinkButton href="/">{pages('start')}</LinkButton>}
        {viewer ? null : <OtherWays {...{ failure, ways, returnTo, title: t('otherWays') }} />}
      </FailureCard>
    </OpenPage>
  )
}

type Ways = {
  /** The provider that it happened at: the one of the address, or else the only one. */
  concerned: ProviderId | undefined
  /** Those to try again with. Where nothing tells which one it was, they are all the same. */
  again: ProviderId[]
  others: ProviderId[]
}

/** The ways in beside the one that failed. One that is switched off is none. */
function waysBeside(failed: ProviderId | undefined): Ways {
  const enabled = enabledProviders()
  const [first, ...rest] = enabled
  const concerned = failed ?? (rest.length === 0 ? first : undefined)
  const [again, others] = [enabled.filter((id) => id === failed), enabled.filter((id) => id !== failed)]
  return failed ? { concerned, again, others } : { concerned, again: others, others: [] }
}

type Where = { ways: Ways; returnTo: Route; signedIn: boolean; language: Language }

/** Whoever is signed in goes back to what they did; the others try again, where that can help. */
function nextStep({ action }: Failure, { ways: { again }, returnTo, signedIn, language }: Where): ReactNode {
  const t = wordsIn(language, 'problem')
  const address = <CopyAddress label={t('address')} address={publicOrigin() + returnTo} />
  if (action === 'open-browser') return address
  if (action === 'open-browser-or-go-on') {
    return (
      <>
        {address}
        <SignInForms providers={again} purpose="continue" anyway returnTo={returnTo} />
      </>
    )
  }
  if (action === 'move') {
    return (
      <LinkButton href={(publicOrigin() + returnTo) as Route} variant="primary">
        {t('goTo', { host: new URL(publicOrigin()).host })}
      </LinkButton>
    )
  }
  if (action === 'reload') {
    return (
      <LinkButton href={returnTo} variant="primary">
        {t('loadAgain')}
      </LinkButton>
    )
  }
  if (signedIn) {
    return (
      <LinkButton href={returnTo} variant="primary">
        {t('back')}
      </LinkButton>
    )
  }
  if (action === 'operator' || action === 'other-ways') return null
  return <SignInForms providers={again} returnTo={returnTo} />
}

/** While the database is away. */
function saysNothing({ code }: Failure): boolean {
  return code === 'unavailable' || code === 'overloaded'
}

/** Never the one that failed, and only where another can help: inside another app none does, nor where we are the ones who refuse. */
function OtherWays({ failure, ways: { others }, returnTo, title }: OtherWaysProps) {
  const { action, code } = failure
  const helpful = action === 'wait' || action === 'operator' ? isOfProvider(code) : !HELPLESS.has(action)
  if (others.length === 0 || !helpful) return null
  return (
    <section aria-labelledby="other-ways" className="mt-5 w-full">
      <h2 id="other-ways" className="font-semibold text-subtitle">
        {title}
      </h2>
      <div className="mt-3">
        <SignInForms providers={others} anyway={action === 'open-browser-or-go-on'} returnTo={returnTo} />
      </div>
    </section>
  )
}

const HELPLESS = new Set<FailureAction>(['open-browser', 'move', 'reload'])

type OtherWaysProps = { failure: Failure; ways: Ways; returnTo: Route; title: string }
