import type { ActivityIconName } from '#components/activity-icons'
import type { NewEvent } from '#lib/activity/events'
import { permissionCopy } from '#lib/providers/table'
import { causeWords } from '../cause-words.ts'

type Words = { icon: ActivityIconName; text: string; notable?: boolean }

/** The sentence that each line of the history is told in. A kind without one does not compile. */
export function eventWords(event: NewEvent): Words {
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
      return { icon: 'ended', text: `You ended the session of ${named(event.details.browser)}.` }
    case 'other_sessions_ended':
      return { icon: 'ended', text: `You ended ${others(event.details.count)}.` }
    case 'browser_changed':
      return {
        icon: 'moved',
        text: `A session of ${named(event.details.from)} went on in ${named(event.details.to)}.`,
        notable: true,
      }
    case 'confirmed':
      return { icon: 'confirmed', text: `You confirmed with ${event.details.account} that it is you.` }
    case 'account_linked':
      return { icon: 'linked', text: `You connected ${event.details.account}.` }
    case 'account_unlinked':
      return { icon: 'unlinked', text: `You disconnected ${event.details.account}.` }
    case 'permission_given':
      return { icon: 'given', text: `You gave us a permission for ${about(event.details)}.` }
    case 'permission_turned_off':
      return { icon: 'off', text: `You turned off a permission for ${about(event.details)}.` }
    case 'permission_turned_on':
      return { icon: 'given', text: `You turned on a permission again for ${about(event.details)}.` }
    case 'permission_removed':
      return { icon: 'off', text: `A permission was removed at Google for ${about(event.details)}.` }
    case 'grant_ended':
      return { icon: 'lost', text: lost(event.details), notable: true }
    case 'reconnected':
      return { icon: 'renewed', text: `You connected ${event.details.account} again.` }
    case 'exported':
      return { icon: 'downloaded', text: 'You downloaded your data.' }
  }
}

function lost({ account, cause }: { account: string; cause: string }): string {
  const why = Object.hasOwn(causeWords, cause) ? causeWords[cause as keyof typeof causeWords] : ''
  return `Our access to ${account} at Google ended. ${why}`.trim()
}

/** Whose permission it is, and what it lets us do. */
function about({ account, scopes }: { account: string; scopes: readonly string[] }): string {
  const words = scopes
    .map((scope) => permissionCopy('google', scope))
    .map(({ title }) => title.charAt(0).toLowerCase() + title.slice(1))
  return words.length === 0 ? account : `${account}: ${words.join(', ')}`
}

function named(browser: string | null): string {
  return browser ?? 'an unknown browser'
}

function others(count: number): string {
  return count === 1 ? 'one other session' : `${count} other sessions`
}
