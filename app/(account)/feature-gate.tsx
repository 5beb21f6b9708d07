import type { Route } from 'next'
import type { ReactNode } from 'react'
import { AuthorizationForm } from '#components/account/authorization-form'
import { FeatureForm } from '#components/account/feature-form'
import { PermissionCard } from '#components/account/permission-card'
import { LocalTime } from '#components/ui/local-time'
import { StatePanel } from '#components/ui/panel'
import { ProviderButton } from '#components/ui/provider-button'
import { SubmitButton } from '#components/ui/submit-button'
import type { NoAnswer } from '#lib/grants/call-api'
import type { Language } from '#lib/messages/languages'
import { catalogues, joinSentences, wordsIn } from '#lib/messages/words'
import { type Feature, featureRow } from '#lib/provider/features'
import { providerNames } from '#lib/provider-ids'
import { setStatus } from '#lib/request/context'
import { useReader, useWords, type Words } from '#lib/web/words'
import { turnOn } from './connections/actions.ts'
import { describeEndReason } from './end-reason-messages.ts'
import { describeForbidden, titleOf } from './no-answer-messages.ts'
import { TryAgain } from './provider-rows.tsx'

type Props<Ready> = {
  feature: Feature
  /** What the API answered, or why it could not be asked. */
  result: Ready | NoAnswer
  /** The connection that it is about, by its id. */
  account: string
  /** This page, to come back to. */
  address: Route
  /** What the page is for. */
  children: (ready: Ready) => ReactNode
}

/**
 * What a page shows of a provider's API: what it is for, or what has to happen first. Asks for the permission, to turn on
 * what was turned off here, or to reconnect, or to try again later (503), and comes back to the page; or says who does not allow it (403), or that the
 * operator has to pay for it first (503).
 */
export function FeatureGate<Ready extends { kind: 'ready' }>({
  feature,
  result,
  account,
  address,
  children,
}: Props<Ready>) {
  const { provider } = featureRow(feature)
  const { language } = useReader()
  const t = wordsIn(language, 'gate')
  if (result.kind === 'ready') return children(result)
  const title = titleOf(feature, result, language)
  switch (result.kind) {
    case 'unavailable':
      setStatus(503, result.limit ? secondsUntil(result.retryAt) : undefined)
      return <Unavailable {...result} {...{ title, address }} />
    case 'forbidden': {
      setStatus(403)
      const { text, again } = describeForbidden(feature, result.by, language)
      return (
        <StatePanel title={title} text={text}>
          {again ? <TryAgain address={address} /> : null}
        </StatePanel>
      )
    }
    case 'unpaid':
      setStatus(503)
      return <StatePanel title={title} text={t('unpaidText', { provider: providerNames[provider] })} />
    case 'reconnect':
      return (
        <StatePanel
          title={title}
          text={joinSentences(
            language,
            describeEndReason(result.reason, provider, language),
            t(`endedText.${feature}`),
          )}
        >
          <AuthorizationForm intent="reconnect" account={account} returnTo={address}>
            <SubmitButton>{t('reconnect')}</SubmitButton>
          </AuthorizationForm>
        </StatePanel>
      )
    case 'not-connected':
    case 'missing-scope':
      return (
        <PermissionCard title={title} {...describeRequest(feature, language)}>
          <AuthorizationForm intent="grant" feature={feature} account={account} returnTo={address}>
            <ProviderButton provider={provider} purpose="continue" />
          </AuthorizationForm>
        </PermissionCard>
      )
    case 'turned-off':
      return (
        <PermissionCard
          title={title}
          {...describeRequest(feature, language)}
          text={t('turnedOff', { provider: providerNames[provider] })}
        >
          <FeatureForm action={turnOn} account={account} feature={feature} returnTo={address}>
            {wordsIn(language, 'connections')('turnOn', {
              feature: wordsIn(language, 'features')(`${feature}.name`),
            })}
          </FeatureForm>
        </PermissionCard>
      )
  }
}

/** Whether it is said where the rows would be, among what else the page has: not when something else has to be done first. */
export function standsForRows({ kind }: { kind: 'ready' } | NoAnswer): boolean {
  return kind === 'ready' || kind === 'unavailable' || kind === 'unpaid'
}

/** What a permission is asked for, and what it lets us see and not. */
function describeRequest(feature: Feature, language: Language) {
  const t = wordsIn(language, 'features')
  const texts: Record<string, string> = catalogues[language].features[feature]
  const points = (kind: 'seen' | 'never') =>
    Object.entries(texts).flatMap(([key, text]) => (key.startsWith(kind) ? [text] : []))
  return {
    text: t(`${feature}.text`),
    seen: points('seen'),
    never: points('never'),
    footer: t(`${feature}.footer`),
  }
}

type UnavailableProps = { title: string; retryAt: Date; limit: boolean; address: Route }

function Unavailable({ title, retryAt, limit, address }: UnavailableProps) {
  const t = useWords('gate')
  const time = () => <LocalTime at={endOfMinute(retryAt).toISOString()} />
  return (
    <StatePanel
      title={title}
      text={
        <>
          <p>{describeRetry(retryAt, t)}</p>
          {limit && secondsUntil(retryAt) > A_WHILE_SECONDS ? (
            <p className="mt-2">{t.rich('from', { time })}</p>
          ) : null}
        </>
      }
    >
      <TryAgain address={address} />
    </StatePanel>
  )
}

/** From so many seconds on, people would rather know the time of day. */
const A_WHILE_SECONDS = 90

/** When it is worth asking again: "in a moment", "in about 30 seconds", "in about 2 minutes". */
function describeRetry(retryAt: Date, t: Words<'gate'>): string {
  const seconds = secondsUntil(retryAt)
  if (seconds <= 5) return t('moment')
  if (seconds <= A_WHILE_SECONDS) return t('seconds', { count: Math.ceil(seconds / 10) * 10 })
  if (seconds > 55 * 60) return t('hour')
  return t('minutes', { count: Math.ceil(seconds / 60) })
}

function secondsUntil(moment: Date): number {
  return Math.max(0, Math.ceil((moment.getTime() - Date.now()) / 1000))
}

/** The minute to come: whoever tries again in the one that is named would be too early. */
function endOfMinute(moment: Date): Date {
  return new Date(Math.ceil(moment.getTime() / 60_000) * 60_000)
}
