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
  account_disabled: { account, reason: 'provider' },
  account_enabled: { account },
  access_removed: { account },
  data_deleted: { provider: 'facebook' },
}

const messageOf = (event: { kind: EventKind; details: object }) => eventMessage(event as NewEvent).text

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
    if (shape.includes('count')) expect(sentence).toContain('3 other sessions')
  }
})

test('a browser that nobody knows, one session, a permission and a reason that nobody knows still make a sentence', () => {
  expect(messageOf({ kind: 'session_ended', details: { browser: null } })).toBe(
    'You ended the session of an unknown browser.',
  )
  expect(messageOf({ kind: 'other_sessions_ended', details: { count: 1 } })).toBe(
    'You ended one other session.',
  )
  expect(messageOf({ kind: 'permission_given', details: { account, scopes: ['https://x.test/y'] } })).toBe(
    `You gave us a permission for ${account}: https://x.test/y.`,
  )
  expect(messageOf({ kind: 'grant_ended', details: { account, cause: 'toString' } })).toBe(
    `Our access to ${account} at Google ended.`,
  )
})
