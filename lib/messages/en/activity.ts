/** The security history. */
export const activity = {
  intro:
    'What happened in your account in the last twelve months. If something here was not you, <link>sign out the device</link> that it came from.',
  kinds: 'Kinds of activity',
  everything: 'Everything',
  'sign-ins': 'Sign-ins',
  sessions: 'Sessions',
  permissions: 'Permissions',
  account: 'Account',
  titleOf: '{group} – Activity',
  summary: '{group}: {count, plural, one {# line} other {# lines}}',
  nothingOlder: 'Nothing older',
  nothingOlderText: 'This is where the history ends.',
  nothing: 'Nothing in the last twelve months',
  nothingText: 'Nothing has happened.',
  nothingOfKind: 'Of this kind, nothing has happened.',
  showAll: 'Show everything',
  noBrowser: 'Not from a browser of yours',
} as const
