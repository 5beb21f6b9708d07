import { expect, test } from '@playwright/test'
import { type EventKind, eventKinds, eventShapes, type NewEvent } from '#lib/activity/events'
import { featureTable } from '#lib/provider/features'
import { eventMessage } from '../../../app/(account)/activity/event-messages.ts'

const account = 'ada@example.test'
const scopes = [featureTable.drive.scope]

const samples: { [Kind in EventKind]: Extract<NewEvent, { kind: Kind }>['details'] } = {
  signed_in: { account },
  signed_in_new_browser: { account },
  signed_out: {},
  session_ended: { browser: null },
  other_sessions_ended: { count: 3 },
  browser_changed: { from: 'Firefox on Linux', to: null },
  confirmed: { account },
  account_linked: { account },
  account_unlinked: { account },
  permission_given: { account, scopes },
  permission_turned_off: { account, scopes },
  permission_turned_on: { account, scopes },
  permission_removed: { account, scopes },
  grant_ended: { account, cause: 'unused' },
  reconnected: { account },
  exported: {},
  name_changed: { name: 'Ada' },
  account_disabled: { account, reason: 'provider' },
  account_enabled: { account },
  account_flagged: { account },
  account_unflagged: { account },
  access_removed: { account },
  access_revoked: { account },
  sessions_revoked: { account },
  credential_change_required: { account },
  address_changed: { account: 'ada@example.test', provider: 'google' },
  data_deleted: { provider: 'facebook' },
}

const messageOf = (event: { kind: EventKind; details: object }) => eventMessage(event as NewEvent, 'en').text

test('every kind of event has a sentence of its own, without a word of ours or of Google’s', () => {
  const sentences = eventKinds.map((kind) => messageOf({ kind, details: samples[kind] }))
  expect(new Set(sentences).size).toBe(eventKinds.length)
  for (const sentence of sentences) {
    expect(sentence).toMatch(/^[A-Z].*\.$/)
    expect(sentence).not.toMatch(/null|undefined|https:|_|\.readonly/)
  }
})

test('every detail that a kind holds is in its sentence', () => {
  for (const kind of eventKinds) {
    const shape = Object.keys(eventShapes[kind].shape)
    const sentence = messageOf({ kind, details: samples[kind] })
    if (shape.includes('account')) expect(sentence).toContain(account)
    if (shape.includes('scopes')) expect(sentence).toContain('see information about your files in Drive')
    if (shape.includes('count')) expect(sentence).toContain('3 other browsers')
  }
})

test('a browser that nobody knows, one session, a permission and a reason that nobody knows still make a sentence', () => {
  expect(messageOf({ kind: 'session_ended', details: { browser: null } })).toBe(
    'You signed out an unknown browser.',
  )
  expect(messageOf({ kind: 'other_sessions_ended', details: { count: 1 } })).toBe(
    'You signed out one other browser.',
  )
  expect(messageOf({ kind: 'permission_given', details: { account, scopes: ['https://x.test/y'] } })).toBe(
    `You gave us a permission for ${account}: https://x.test/y.`,
  )
  expect(messageOf({ kind: 'grant_ended', details: { account, cause: 'toString' } })).toBe(
    `Our access to ${account} at Google ended.`,
  )
})

const posts = [featureTable.posts.scope]

/** A line by X, and the same as it stood before lines named a provider. */
const byProvider: [kind: EventKind, details: object, atX: string, before: string][] = [
  ['signed_in', {}, 'You signed in with @ada at X.', 'You signed in with @ada.'],
  [
    'confirmed',
    {},
    'You confirmed with @ada at X that it is you.',
    'You confirmed with @ada that it is you.',
  ],
  ['account_linked', {}, 'You connected @ada at X.', 'You connected @ada.'],
  ['account_unlinked', {}, 'You disconnected @ada at X.', 'You disconnected @ada.'],
  [
    'permission_given',
    { scopes: posts },
    'You gave us a permission for @ada at X: stay connected to X, to show you your posts.',
    'You gave us a permission for @ada: offline.access.',
  ],
  [
    'permission_removed',
    { scopes: posts },
    'A permission was removed at X for @ada: stay connected to X, to show you your posts.',
    'A permission was removed at Google for @ada: offline.access.',
  ],
  [
    'grant_ended',
    { cause: 'revoked' },
    'Our access to @ada at X ended. It was probably taken back in the settings of X, or ended by a change of your password.',
    'Our access to @ada at Google ended. It was probably taken back in your Google Account, or ended by a change of your password or by an administrator.',
  ],
  [
    'account_disabled',
    { reason: 'provider' },
    'Signing in with @ada at X was locked, which ended its sessions. X told us that somebody else may have had access to it.',
    'Signing in with @ada was locked, which ended its sessions. Google told us that somebody else may have had access to it.',
  ],
]

for (const [kind, details, atX, before] of byProvider) {
  test(`${kind} says whose account it is, and an older line says what it always said`, () => {
    const whose = { account: '@ada', ...details }
    expect(messageOf({ kind, details: { ...whose, provider: 'twitter' } })).toBe(atX)
    expect(messageOf({ kind, details: whose })).toBe(before)
  })
}

test('a line of a provider that this version does not know, and one from before there were several, can be read', () => {
  for (const provider of [undefined, 'a-provider-of-tomorrow'])
    expect(eventShapes.signed_in.parse({ account, provider }).provider).toBeUndefined()
  expect(eventShapes.signed_in.parse({ account, provider: 'twitter' })).toEqual({
    account,
    provider: 'twitter',
  })
})

test('an account that its provider shares no name of is not said to be at that provider twice', () => {
  const whose = { account: 'your X account', provider: 'twitter' as const }
  expect(messageOf({ kind: 'account_linked', details: whose })).toBe('You connected your X account.')
  expect(messageOf({ kind: 'account_linked', details: { ...whose, account: 'Xaver' } })).toBe(
    'You connected Xaver at X.',
  )
})
