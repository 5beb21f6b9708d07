import type { ActivityIconName } from '#components/account/activity-list'
import type { NewEvent } from '#lib/activity/events'
import { labelOf } from '#lib/provider/identity'
import { FORMER_PROVIDER, type ProviderId, providerNames } from '#lib/provider-ids'
import { permissionCopy } from '#lib/providers/table'
import { describeEndReason } from '../end-reason-messages.ts'

type Message = { icon: ActivityIconName; text: string; notable?: boolean }

/** The sentence of each line of the history. A kind without one does not compile. */
export function eventMessage(event: NewEvent): Message {
  switch (event.kind) {
    case 'signed_in':
      return { icon: 'signed-in', text: `You signed in with ${nameAccount(event.details)}.` }
    case 'signed_in_new_browser':
      return {
        icon: 'new-browser',
        text: `You signed in with ${nameAccount(event.details)}, for the first time in this browser.`,
        notable: true,
      }
    case 'signed_out':
      return { icon: 'signed-out', text: 'You signed out.' }
    case 'session_ended':
      return { icon: 'ended', text: `You ended the session of ${nameBrowser(event.details.browser)}.` }
    case 'other_sessions_ended':
      return { icon: 'ended', text: `You ended ${countOthers(event.details.count)}.` }
    case 'browser_changed':
      return {
        icon: 'moved',
        text: `A session of ${nameBrowser(event.details.from)} went on in ${nameBrowser(event.details.to)}.`,
        notable: true,
      }
    case 'confirmed':
      return { icon: 'confirmed', text: `You confirmed with ${nameAccount(event.details)} that it is you.` }
    case 'account_linked':
      return { icon: 'linked', text: `You connected ${nameAccount(event.details)}.` }
    case 'account_unlinked':
      return { icon: 'unlinked', text: `You disconnected ${nameAccount(event.details)}.` }
    case 'permission_given':
      return { icon: 'given', text: `You gave us a permission for ${describePermission(event.details)}.` }
    case 'permission_turned_off':
      return { icon: 'off', text: `You turned off a permission for ${describePermission(event.details)}.` }
    case 'permission_turned_on':
      return {
        icon: 'given',
        text: `You turned on a permission again for ${describePermission(event.details)}.`,
      }
    case 'permission_removed':
      return {
        icon: 'off',
        text: `A permission was removed at ${providerNames[providerIn(event.details)]} for ${describePermission(event.details, event.details.account)}.`,
      }
    case 'grant_ended':
      return { icon: 'lost', text: describeEnd(event.details), notable: true }
    case 'reconnected':
      return { icon: 'renewed', text: `You connected ${nameAccount(event.details)} again.` }
    case 'exported':
      return { icon: 'downloaded', text: 'You downloaded your data.' }
    case 'account_disabled':
      return { icon: 'lost', text: describeLock(event.details), notable: true }
    case 'account_enabled':
      return { icon: 'renewed', text: `Signing in with ${nameAccount(event.details)} was unlocked.` }
    case 'access_removed':
      return {
        icon: 'lost',
        text: `You removed this site in the settings of ${nameAccount(event.details)}, which ended its sessions here.`,
      }
    case 'address_changed': {
      const { account } = event.details
      const text =
        account === null
          ? 'You have no e-mail address here any more.'
          : `Your e-mail address here is ${account} now.`
      return { icon: 'renewed', text, notable: true }
    }
    case 'data_deleted': {
      const name = providerNames[event.details.provider]
      return {
        icon: 'unlinked',
        text: `You had ${name} ask us to delete your ${name} account here, and we did.`,
        notable: true,
      }
    }
  }
}

type Whose = { account: string; provider?: ProviderId | undefined }

/** Whose it is. A line that does not say it is from before there were others. */
function providerIn({ provider = FORMER_PROVIDER }: Whose): ProviderId {
  return provider
}

/** "ada@example.org at Google". One without a name of its own is "your X account" already. */
function nameAccount({ account, provider }: Whose): string {
  if (!provider || account === labelOf({ provider, email: null, handle: null, name: null })) return account
  return `${account} at ${providerNames[provider]}`
}

function describeLock({ reason, ...whose }: Whose & { reason: string }): string {
  const who =
    reason === 'provider'
      ? `${providerNames[providerIn(whose)]} told us that somebody else may have had access to it.`
      : 'The people who run this site did that.'
  return `Signing in with ${nameAccount(whose)} was locked, which ended its sessions. ${who}`
}

function describeEnd({ account, provider, cause }: Whose & { cause: string }): string {
  const at = providerIn({ account, provider })
  return `Our access to ${account} at ${providerNames[at]} ended. ${describeEndReason(cause, at)}`.trim()
}

/** Whose permission it is, and what it lets us do. */
function describePermission(
  { scopes, ...whose }: Whose & { scopes: readonly string[] },
  account = nameAccount(whose),
): string {
  const titles = scopes
    .map((scope) => permissionCopy(providerIn(whose), scope))
    .map(({ title }) => title.charAt(0).toLowerCase() + title.slice(1))
  return titles.length === 0 ? account : `${account}: ${titles.join(', ')}`
}

function nameBrowser(browser: string | null): string {
  return browser ?? 'an unknown browser'
}

function countOthers(count: number): string {
  return count === 1 ? 'one other session' : `${count} other sessions`
}
