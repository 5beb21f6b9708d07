/** The sentence of each line of the history. Values: `account` as `names` has it. */
export const events = {
  signed_in: 'You signed in with {account}.',
  signed_in_new_browser: 'You signed in with {account}, for the first time in this browser.',
  signed_out: 'You signed out.',
  session_ended: 'You signed out {browser}.',
  other_sessions_ended: 'You signed out {count, plural, one {one other browser} other {# other browsers}}.',
  browser_changed: 'A sign-in moved from {from} to {to}.',
  confirmed: 'You confirmed with {account} that it is you.',
  account_linked: 'You connected {account}.',
  account_unlinked: 'You disconnected {account}.',
  permission_given: 'You gave us a permission for {what}.',
  permission_turned_off: 'You turned off a permission for {what}.',
  permission_turned_on: 'You turned on a permission again for {what}.',
  permission_removed: 'A permission was removed at {provider} for {what}.',
  what: '{account}: {permissions}',
  grant_ended: 'Our access to {account} ended.',
  reconnected: 'You connected {account} again.',
  exported: 'You downloaded your data.',
  name_changed: 'You changed your name to {name}.',
  account_disabled:
    'Signing in with {account} was locked, which ended its sessions. The people who run this site did that.',
  account_endangered:
    'Signing in with {account} was locked, which ended its sessions. {provider} told us that somebody else may have had access to it.',
  account_suspended:
    'Signing in with {account} was locked, which ended its sessions. {provider} told us that it has disabled it.',
  account_purged:
    'Signing in with {account} was locked, which ended its sessions. {provider} told us that it does not exist there any more.',
  account_enabled: 'Signing in with {account} was unlocked.',
  account_flagged:
    '{provider} told us that it has disabled {account}, which it takes for one of many that were made automatically. Nothing was ended here.',
  account_unflagged: 'Nothing is said against {account} any more.',
  access_removed: 'You removed this site in the settings of {account}, which ended its sessions here.',
  access_revoked: '{provider} ended our access to {account}, which ended its sessions here.',
  sessions_revoked: '{provider} ended every session of {account}, and so did we here.',
  credential_change_required:
    '{provider} asked for a new password for {account}: somebody else may know the old one.',
  data_deleted: 'You had {provider} ask us to delete your {provider} account here, and we did.',
  name_restored: 'You went back to the name that your provider has.',
  address_changed: 'Your email address here is {address} now.',
  address_removed: 'You have no email address here any more.',
} as const
