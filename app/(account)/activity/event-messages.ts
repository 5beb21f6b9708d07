import type { ActivityIconName } from '#components/account/activity-list'
import type { EventKind, NewEvent } from '#lib/activity/events'
import type { Language } from '#lib/messages/languages'
import { joinList, joinSentences, wordsIn } from '#lib/messages/words'
import { FORMER_PROVIDER, type ProviderId, providerNames } from '#lib/provider-ids'
import { permissionCopy } from '#lib/providers/table'
import { nameBrowser } from '../../device-messages.ts'
import { describeEndReason } from '../end-reason-messages.ts'
import { nameAccount, nameLabel } from '../names.ts'

type Message = { icon: ActivityIconName; text: string; notable?: boolean }

/** How each line looks, and whether it deserves a second look. */
const looks = {
  signed_in: { icon: 'signed-in' },
  signed_in_new_browser: { icon: 'new-browser', notable: true },
  signed_out: { icon: 'signed-out' },
  session_ended: { icon: 'ended' },
  other_sessions_ended: { icon: 'ended' },
  browser_changed: { icon: 'moved', notable: true },
  confirmed: { icon: 'confirmed' },
  account_linked: { icon: 'linked' },
  account_unlinked: { icon: 'unlinked' },
  permission_given: { icon: 'given' },
  permission_turned_off: { icon: 'off' },
  permission_turned_on: { icon: 'given' },
  permission_removed: { icon: 'off' },
  grant_ended: { icon: 'lost', notable: true },
  reconnected: { icon: 'renewed' },
  exported: { icon: 'downloaded' },
  name_changed: { icon: 'named' },
  account_disabled: { icon: 'lost', notable: true },
  account_enabled: { icon: 'renewed' },
  account_flagged: { icon: 'lost', notable: true },
  account_unflagged: { icon: 'renewed' },
  access_removed: { icon: 'lost' },
  access_revoked: { icon: 'lost' },
  sessions_revoked: { icon: 'ended', notable: true },
  credential_change_required: { icon: 'lost', notable: true },
  address_changed: { icon: 'renewed', notable: true },
  data_deleted: { icon: 'unlinked', notable: true },
} as const satisfies Record<EventKind, Omit<Message, 'text'>>

/** What each line of the history says, in its language. */
export function eventMessage(event: NewEvent, language: Language): Message {
  return { ...looks[event.kind], text: describeEvent(event, language) }
}

function describeEvent(event: NewEvent, language: Language): string {
  const t = wordsIn(language, 'events')
  switch (event.kind) {
    case 'signed_out':
    case 'exported':
      return t(event.kind)
    case 'session_ended':
      return t(event.kind, { browser: nameStored(event.details.browser, language) })
    case 'other_sessions_ended':
      return t(event.kind, { count: event.details.count })
    case 'browser_changed': {
      const { from, to } = event.details
      return t(event.kind, { from: nameStored(from, language), to: nameStored(to, language) })
    }
    case 'permission_given':
    case 'permission_turned_off':
    case 'permission_turned_on':
      return t(event.kind, { what: describeWhat(event.details, whoseOf(event.details, language), language) })
    case 'permission_removed': {
      const { account } = event.details
      const provider = providerIn(event.details)
      const what = describeWhat(event.details, nameLabel(account, [provider], language), language)
      return t(event.kind, { provider: providerNames[provider], what })
    }
    case 'grant_ended': {
      const provider = providerIn(event.details)
      const account = nameAccount(event.details.account, provider, language)
      const cause = describeEndReason(event.details.cause, provider, language)
      return joinSentences(language, t(event.kind, { account }), cause)
    }
    case 'account_disabled': {
      const whose = { account: whoseOf(event.details, language) }
      if (event.details.reason !== 'provider') return t('account_disabled', whose)
      const { cause = 'hijacking' } = event.details
      const said = { ...whose, provider: providerNames[providerIn(event.details)] }
      if (cause === 'purged') return t('account_purged', said)
      return t(cause === 'hijacking' ? 'account_endangered' : 'account_suspended', said)
    }
    case 'access_revoked':
    case 'account_flagged':
    case 'sessions_revoked':
    case 'credential_change_required': {
      const provider = providerNames[providerIn(event.details)]
      return t(event.kind, { account: whoseOf(event.details, language), provider })
    }
    case 'name_changed': {
      const { name } = event.details
      return name === null ? t('name_restored') : t('name_changed', { name })
    }
    case 'address_changed': {
      const { account: address } = event.details
      return address === null ? t('address_removed') : t('address_changed', { address })
    }
    case 'data_deleted':
      return t(event.kind, { provider: providerNames[event.details.provider] })
    default:
      return t(event.kind, { account: whoseOf(event.details, language) })
  }
}

/** A browser within a sentence. */
function nameStored(browser: string | null, language: Language): string {
  return browser === null ? wordsIn(language, 'names')('unknownBrowser') : nameBrowser(language, browser)
}

type Whose = { account: string; provider?: ProviderId | undefined }

/** Whose it is. A line that does not say it is from before there were others. */
function providerIn({ provider = FORMER_PROVIDER }: Whose): ProviderId {
  return provider
}

function whoseOf({ account, provider }: Whose, language: Language): string {
  return nameAccount(account, provider, language)
}

/** Whose permission it is, and what it lets us do. */
function describeWhat(
  { scopes, ...whose }: Whose & { scopes: readonly string[] },
  account: string,
  language: Language,
): string {
  if (scopes.length === 0) return account
  const permissions = scopes.map((scope) => permissionCopy(providerIn(whose), scope, language).title)
  return wordsIn(language, 'events')('what', {
    account,
    permissions: joinList(language, permissions, 'unit'),
  })
}
