import type { ReactNode } from 'react'
import { AuthorizationForm } from '#components/account/authorization-form'
import type { FindingItem } from '#components/account/overview'
import { Breakable } from '#components/ui/breakable'
import { PostButton } from '#components/ui/button'
import { LocalTime } from '#components/ui/local-time'
import { PageButton } from '#components/ui/page-button'
import { SubmitButton } from '#components/ui/submit-button'
import type { Finding } from '#lib/account/findings'
import type { Connection } from '#lib/connections/list'
import type { Language } from '#lib/messages/languages'
import { joinSentences, wordsIn } from '#lib/messages/words'
import { featureRow } from '#lib/provider/features'
import { providerNames } from '#lib/provider-ids'
import { addressOf } from '#lib/web/page-address'
import { nameOrigin } from '../../device-messages.ts'
import { describeEndReason } from '../end-reason-messages.ts'
import { nameLabel } from '../names.ts'
import { confirmBrowsers } from './actions.ts'

type Reading = { language: Language; now: Date }
type Found<Kind extends Finding['kind']> = Extract<Finding, { kind: Kind }>

/** What the overview says of a finding, and the button that mends it. */
export function findingItem(finding: Finding, reading: Reading): FindingItem {
  const t = wordsIn(reading.language, 'overview')
  switch (finding.kind) {
    case 'new-browsers':
      return newBrowsers(finding, reading)
    case 'access':
      return { id: finding.connection.id, ...accessItem(finding.connection, reading.language) }
    case 'permission-lost':
      return permissionItem(finding, reading.language)
    case 'one-way-in':
      return advice(finding.kind, [t('oneWayIn.title'), t('oneWayIn.text'), t('oneWayIn.button')])
    case 'no-address':
      return advice(finding.kind, [t('noAddress.title'), t('noAddress.text'), t('noAddress.button')])
    case 'unverified-address':
      return advice(finding.kind, [
        t('unverifiedAddress.title'),
        t('unverifiedAddress.text'),
        t('unverifiedAddress.button'),
      ])
  }
}

/** What one more connection is good for. */
function advice(id: string, [title, text, button]: [string, string, string]): FindingItem {
  return { id, tone: 'advice', title, text, action: <PageButton href="/connections">{button}</PageButton> }
}

function newBrowsers({ lines, count }: Found<'new-browsers'>, { language, now }: Reading): FindingItem {
  const t = wordsIn(language, 'overview')
  const more = count - lines.length
  const newest = lines[0]?.id ?? ''
  return {
    id: 'new-browsers',
    tone: 'problem',
    title: t('browsers.title', { count }),
    text: (
      <>
        {lines.map(({ at, ...line }) => (
          <span key={line.id} className="block">
            <Breakable text={nameOrigin(language, line)} />
            {'\u00a0· '}
            <LocalTime at={at.toISOString()} style="relative" now={now.toISOString()} />
          </span>
        ))}
        {more > 0 ? <span className="block">{t('browsers.more', { count: more })}</span> : null}
      </>
    ),
    action: (
      <>
        <form action={confirmBrowsers}>
          <input type="hidden" name="line" value={newest} />
          <SubmitButton variant="quiet">{t('browsers.yes')}</SubmitButton>
        </form>
        <PageButton href={addressOf('/activity/[id]', {}, { id: newest })} variant="danger">
          {t('browsers.no')}
        </PageButton>
      </>
    ),
  }
}

function accessItem(
  { id, provider: at, label, access }: Connection,
  language: Language,
): Omit<FindingItem, 'id'> {
  const t = wordsIn(language, 'overview')
  const provider = providerNames[at]
  const [account, start] = [
    nameLabel(label, [at], language),
    nameLabel(label, [at], language, { start: true }),
  ]
  const action = <Reconnect id={id} text={t.rich('access.reconnect', { account, hidden })} />
  switch (access.kind) {
    case 'ended':
      return {
        tone: 'problem',
        title: t('access.ended', { account, provider }),
        text: joinSentences(language, describeEndReason(access.reason, at, language), t('access.stillIn')),
        action,
      }
    case 'ends':
      return {
        tone: 'warning',
        title: t('access.ends', { account, provider }),
        text: t.rich('access.endsAt', { when: () => <LocalTime at={access.at.toISOString()} /> }),
        action,
      }
    case 'locked':
      return {
        tone: 'problem',
        title: t('access.locked', { account: start, provider }),
        text:
          access.by === 'provider'
            ? wordsIn(language, 'connections')(`${access.why}Text`, { provider })
            : t('access.byOperator'),
        action: null,
      }
    case 'flagged':
      return {
        tone: 'warning',
        title: t('access.flagged', { account, provider }),
        text: wordsIn(language, 'connections')('flaggedText', { provider }),
        action: null,
      }
    default:
      return {
        tone: 'warning',
        title: t('access.brief', { account, provider }),
        text: t('access.briefText', { provider }),
        action,
      }
  }
}

const hidden = (text: ReactNode) => <span className="sr-only">{text}</span>

function Reconnect({ id, text }: { id: string; text: ReactNode }) {
  return (
    <AuthorizationForm intent="reconnect" account={id} returnTo="/dashboard">
      <PostButton variant="primary">{text}</PostButton>
    </AuthorizationForm>
  )
}

function permissionItem(
  { connection, feature: id }: Found<'permission-lost'>,
  language: Language,
): FindingItem {
  const t = wordsIn(language, 'overview')
  const feature = wordsIn(language, 'features')(`${id}.name`)
  const provider = providerNames[connection.provider]
  const account = nameLabel(connection.label, [connection.provider], language)
  return {
    id: `${connection.id} ${id}`,
    tone: 'warning',
    title: t('permission.title', { feature }),
    text: t('permission.text', { provider, account }),
    action: (
      <AuthorizationForm intent="grant" account={connection.id} feature={id} returnTo={featureRow(id).page}>
        <PostButton variant="primary">{t('permission.allow', { feature, provider })}</PostButton>
      </AuthorizationForm>
    ),
  }
}
