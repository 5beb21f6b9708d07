import type { Route } from 'next'
import type { ReactNode } from 'react'
import { AuthorizationForm } from '#components/account/authorization-form'
import { PermissionCard } from '#components/account/permission-card'
import { RetryIcon } from '#components/ui/icons'
import { LinkProgress } from '#components/ui/link-progress'
import { LocalTime } from '#components/ui/local-time'
import { PageButton } from '#components/ui/page-button'
import { StatePanel } from '#components/ui/panel'
import { ProviderButton } from '#components/ui/provider-button'
import { SubmitButton } from '#components/ui/submit-button'
import type { NoAnswer } from '#lib/grants/call-api'
import { type Feature, featureRow } from '#lib/provider/features'
import type { Forbidder } from '#lib/provider/provider'
import { type ProviderId, providerNames } from '#lib/provider-ids'
import { setStatus } from '#lib/request/context'
import { describeEndReason } from './end-reason-messages.ts'

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
  /** Around what is said while the API does not answer, when more of the page stays than that; `title` says it in short. */
  unavailable?: (panel: ReactNode, title: string) => ReactNode
}

/**
 * What a page shows of a provider's API: what it is for, or what has to happen first. Asks for the permission, or to
 * reconnect, or to try again later (503), and comes back to the page; or says who does not allow it (403), or that the
 * operator has to pay for it first (503).
 */
export function FeatureGate<Ready extends { kind: 'ready' }>({
  feature,
  result,
  account,
  address,
  children,
  unavailable = (panel) => panel,
}: Props<Ready>) {
  const { provider, service, request, reconnect } = featureRow(feature)
  const name = providerNames[provider]
  switch (result.kind) {
    case 'ready':
      return children(result)
    case 'unavailable': {
      setStatus(503, result.limit ? secondsUntil(result.retryAt) : undefined)
      const title = result.limit ? `${service} asks us to wait` : `${service} is not answering`
      return unavailable(<Unavailable {...result} {...{ title, address }} />, title)
    }
    case 'forbidden': {
      setStatus(403)
      const { title, text, again } = describeForbidden(result.by, provider, service)
      return (
        <StatePanel title={title} text={text}>
          {again ? <TryAgain address={address} /> : null}
        </StatePanel>
      )
    }
    case 'unpaid': {
      setStatus(503)
      const title = `${service} does not answer this site for now`
      return unavailable(<StatePanel title={title} text={unpaidText(name)} />, title)
    }
    case 'reconnect':
      return (
        <StatePanel
          title={`Our access to your ${name} account has ended`}
          text={`${describeEndReason(result.reason, provider)} You are still signed in here. Reconnect to ${reconnect}: you come back to this page.`}
        >
          <AuthorizationForm intent="reconnect" account={account} returnTo={address}>
            <SubmitButton>Reconnect</SubmitButton>
          </AuthorizationForm>
        </StatePanel>
      )
    case 'not-connected':
    case 'missing-scope':
      return (
        <PermissionCard {...request}>
          <AuthorizationForm intent="grant" feature={feature} account={account} returnTo={address}>
            <ProviderButton provider={provider} purpose="continue" />
          </AuthorizationForm>
        </PermissionCard>
      )
  }
}

/** It is not for the person to mend, and no trying again helps before it is. */
function unpaidText(name: string): string {
  return `What the people who run this site pay ${name} for is used up. This is not your fault, and nothing is lost: tell them, or come back later.`
}

type UnavailableProps = { title: string; retryAt: Date; limit: boolean; address: Route }

function Unavailable({ title, retryAt, limit, address }: UnavailableProps) {
  return (
    <StatePanel
      title={title}
      text={
        <>
          <p>This is not your fault, and nothing is lost. Try again {describeRetry(retryAt)}.</p>
          {limit && secondsUntil(retryAt) > A_WHILE_SECONDS ? (
            <p className="mt-2">
              It answers us again from <LocalTime at={endOfMinute(retryAt).toISOString()} />
            </p>
          ) : null}
        </>
      }
    >
      <TryAgain address={address} />
    </StatePanel>
  )
}

function TryAgain({ address }: { address: Route }) {
  return (
    <PageButton href={address} variant="primary">
      Try again
      <LinkProgress>
        <RetryIcon className="size-4" />
      </LinkProgress>
    </PageButton>
  )
}

/** Whose rule it is that the API is not to be used, and whether asking again can help. */
function describeForbidden(by: Forbidder, provider: ProviderId, service: string) {
  const name = providerNames[provider]
  switch (by) {
    case 'organisation':
      return {
        title: 'Your organisation does not allow this',
        text: `Those who manage this ${name} account do not let this site use ${service}. Ask your administrator; trying again does not help before they allow it.`,
        again: false,
      }
    case 'account':
      return {
        title: `${name} does not let this account ${service === name ? 'be used here' : `use ${service}`}`,
        text: `Something is wrong with the account itself. ${accountAdvice[provider]}`,
        again: false,
      }
    case 'unclear':
      return {
        title: `${name} does not allow this, and does not say why`,
        text: unclearAdvice[provider],
        again: true,
      }
  }
}

/** Where people learn what is wrong with their account. */
const accountAdvice = {
  google: 'Look at your Google Account; if somebody manages it for you, ask your administrator.',
  facebook: 'Open Facebook: it says what is wrong, and what to do.',
  twitter: 'It may be locked or suspended. Open X: it says so, and what to do.',
} as const satisfies Record<ProviderId, string>

/** What to do where nobody says whose matter it is. */
const unclearAdvice = {
  google:
    'It may be a rule of your organisation or of your network, or a fault of this site. If somebody manages this account for you, ask your administrator; if not, tell the people who run this site.',
  facebook:
    'It may be about your account there, or a fault of this site. Look at Facebook; if all is well there, tell the people who run this site.',
  twitter:
    'It may be about your account there, or a fault of this site. Look at X; if all is well there, tell the people who run this site.',
} as const satisfies Record<ProviderId, string>

/** From so many seconds on, people would rather know the time of day. */
const A_WHILE_SECONDS = 90

/** When it is worth asking again: "in a moment", "in about 30 seconds", "in about 2 minutes". */
function describeRetry(retryAt: Date): string {
  const seconds = secondsUntil(retryAt)
  if (seconds <= 5) return 'in a moment'
  if (seconds <= A_WHILE_SECONDS) return `in about ${Math.ceil(seconds / 10) * 10} seconds`
  if (seconds > 55 * 60) return 'in about an hour'
  return `in about ${Math.ceil(seconds / 60)} minutes`
}

function secondsUntil(moment: Date): number {
  return Math.max(0, Math.ceil((moment.getTime() - Date.now()) / 1000))
}

/** The minute to come: whoever tries again in the one that is named would be too early. */
function endOfMinute(moment: Date): Date {
  return new Date(Math.ceil(moment.getTime() / 60_000) * 60_000)
}
