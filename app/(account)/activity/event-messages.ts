import type { ActivityIconName } from '#components/account/activity-list'
import type { NewEvent } from '#lib/activity/events'
import { endReasons } from '#lib/grants/end-reason'
import { providerNames } from '#lib/provider-ids'
import { permissionCopy } from '#lib/providers/table'
import { describeEndReason } from '../end-reason-messages.ts'

type Message = { icon: ActivityIconName; text: string; notable?: boolean }

/** The sentence of each line of the history. A kind without one does not compile. */
export function eventMessage(event: NewEvent): Message {
  switch (event.kind) {
    case 'signed_in':
      return { icon: 'signed-in', text: `You signed in with ${event.details.account}.` }
    case 'signed_in_new_browser':
      return {
        icon: 'new-browser',
        text: `You signed in with ${event.details.account}, for the first time in this browser.`,
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
      return { icon: 'confirmed', text: `You confirmed with ${event.details.account} that it is you.` }
    case 'account_linked':
      return { icon: 'linked', text: `You connected ${event.details.account}.` }
    case 'account_unlinked':
      return { icon: 'unlinked', text: `You disconnected ${event.details.account}.` }
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
        text: `A permission was removed at Google for ${describePermission(event.details)}.`,
      }
    case 'grant_ended':
      return { icon: 'lost', text: describeEnd(event.details), notable: true }
    case 'reconnected':
      return { icon: 'renewed', text: `You connected ${event.details.account} again.` }
    case 'exported':
      return { icon: 'downloaded', text: 'You downloaded your data.' }
    case 'account_disabled':
      return { icon: 'lost', text: describeLock(event.details), notable: true }
    case 'account_enabled':
      return { icon: 'renewed', text: `Signing in with ${event.details.account} was unlocked.` }
    case 'access_removed':
      return {
        icon: 'lost',
        text: `You removed this site in the settings of ${event.details.account}, which ended its sessions here.`,
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

function describeLock({ account, reason }: { account: string; reason: string }): string {
  const who =
    reason === 'provider'
      ? 'Google told us that somebody else may have had access to it.'
      : 'The people who run this site did that.'
  return `Signing in with ${account} was locked, which ended its sessions. ${who}`
}

function describeEnd({ account, cause }: { account: string; cause: string }): string {
  const reason = endReasons.find((one) => one === cause)
  const why = reason ? describeEndReason(reason, 'google') : ''
  return `Our access to ${account} at Google ended. ${why}`.trim()
}

/** Whose permission it is, and what it lets us do. */
function describePermission({ account, scopes }: { account: string; scopes: readonly string[] }): string {
  const titles = scopes
    // A line names no provider: it was always this one.
    .map((scope) => permissionCopy('google', scope))
    .map(({ title }) => title.charAt(0).toLowerCase() + title.slice(1))
  return titles.length === 0 ? account : `${account}: ${titles.join(', ')}`
}

function nameBrowser(browser: string | null): string {
  return browser ?? 'an unknown browser'
}

function countOthers(count: number): string {
  return count === 1 ? 'one other session' : `${count} other sessions`
}
