import { featuresOf } from '#lib/provider/features'
import { type ProviderId, providerIds } from '#lib/provider-ids'
import type { Endpoint } from '#scripts/sandbox/endpoints'
import type { PersonEverywhere } from '#tests/support/google'
import { createRawBrowser, placeOf, type RawBrowser } from '#tests/support/raw-browser'
import { expect, test } from '#tests/support/test'

const NOBODYS = '00000000-0000-4000-8000-000000000000'
const LINK = { intent: 'link', returnTo: '/connections' }

/** Takes a way back. @returns the code of the problem that it led to, or the page */
async function takeWayBack(browser: RawBrowser, address: string): Promise<string | null> {
  const place = placeOf(await browser.get(address))
  return place?.searchParams.get('code') ?? place?.pathname ?? null
}

/** Who somebody is at each provider. */
const subjectOf = ({ sub, facebook, x }: PersonEverywhere, provider: ProviderId) =>
  ({ google: sub, facebook: facebook.id, twitter: x.id })[provider]

for (const [provider, endpoint] of [
  ['google', 'token'],
  ['facebook', 'facebook-token'],
  ['twitter', 'x-token'],
] as const satisfies readonly [ProviderId, Endpoint][])
  test(`fifty ways back at once from one link make one connection, and one request for tokens to ${provider}`, {
    tag: '@R29',
  }, async ({ stack, google, person, friend, sql }) => {
    const ada = createRawBrowser(stack)
    await ada.signIn(person)
    const address = await ada.travel('/connections/start', { ...LINK, provider }, friend)
    const before = (await google.counts())[endpoint]
    const places = await Promise.all(Array.from({ length: 50 }, () => takeWayBack(ada, address)))
    expect(places.filter((place) => place === '/connections')).toHaveLength(1)
    const refusals = places.filter((place) => place === 'attempt_used' || place === 'too_many_attempts')
    expect(refusals).toHaveLength(49)
    expect((await google.counts())[endpoint] - before).toBe(1)
    const subject = subjectOf(friend, provider)
    expect(await sql('SELECT 1 FROM accounts WHERE provider_account_id = $1', [subject])).toHaveLength(1)
  })

const intents = providerIds.flatMap((provider) => [
  ...['link', 'reconnect', 'confirm'].map((intent) => ({ provider, intent, feature: '' })),
  ...featuresOf(provider).map((feature) => ({ provider, intent: 'grant', feature })),
])

for (const { provider, intent, feature } of intents) {
  test(`a ${intent} with ${provider} that is started in one session does nothing in any other`, {
    tag: ['@R33', '@R93', '@R109'],
  }, async ({ stack, person, friend, sql }) => {
    const [ada, grace, stranger] = [createRawBrowser(stack), createRawBrowser(stack), createRawBrowser(stack)]
    await ada.signIn(person, provider)
    await grace.signIn(friend, provider)
    const [mine] = await sql('SELECT id FROM accounts WHERE provider_account_id = $1', [
      subjectOf(person, provider),
    ])
    const fields = { intent, provider, account: String(mine?.id), feature, returnTo: '/connections' }
    const rows = () => sql('SELECT id, user_id, provider, email FROM accounts ORDER BY id')
    const [before, session] = [await rows(), ada.jar.get(stack.sessionCookie) ?? '']

    const toOthers = await ada.travel('/connections/start', fields, person)
    expect(await takeWayBack(grace, toOthers)).toBe('other_browser')
    expect(await takeWayBack(stranger, toOthers)).toBe('cookies_blocked')
    // Even with the cookie of the attempt, the session is another.
    for (const [name, value] of ada.jar) if (name.includes('attempt')) grace.jar.set(name, value)
    expect(await takeWayBack(grace, toOthers)).toBe('session_changed')
    expect(await takeWayBack(ada, toOthers)).toBe('attempt_used')

    const toNextSession = await ada.travel('/connections/start', fields, person)
    await ada.signIn(person, provider)
    expect(await takeWayBack(ada, toNextSession)).toBe('session_changed')

    const toNobody = await ada.travel('/connections/start', fields, person)
    ada.jar.set(stack.sessionCookie, session)
    expect(await takeWayBack(ada, toNobody)).toBe('session_changed')
    expect(await rows()).toEqual(before)
  })
}

test('a way back whose attempt cookie is missing, wrong or of another attempt is refused', {
  tag: '@R31',
}, async ({ stack, google, person, friend }) => {
  const ada = createRawBrowser(stack)
  await ada.signIn(person)
  const address = await ada.travel('/connections/start', LINK, friend)
  const [[name = '', value = ''] = []] = [...ada.jar].filter(([name]) => name.includes('attempt'))
  await ada.travel('/connections/start', LINK, friend)
  const [other] = [...ada.jar].filter(([key]) => key.includes('attempt') && key !== name)
  const before = (await google.counts()).token
  for (const wrong of ['', 'x', value.slice(1), other?.[1] ?? '']) {
    ada.jar.set(name, wrong)
    expect(await takeWayBack(ada, address), wrong).toBe('other_browser')
  }
  expect((await google.counts()).token).toBe(before)
  ada.jar.set(name, value)
  expect(await takeWayBack(ada, address)).toBe('/connections')
})

test('what a form names beside its fields does not reach Google', { tag: '@R5' }, async ({
  stack,
  person,
}) => {
  const ada = createRawBrowser(stack)
  await ada.signIn(person)
  const evil = { scope: 'evil', redirect_uri: 'https://evil.example', prompt: 'none', userId: 'evil' }
  const place = placeOf(
    await ada.post('/connections/start?scope=evil', { ...LINK, ...evil, kind: 'confirm' }),
  )
  expect(place?.origin).toBe(stack.issuer)
  expect(place?.href).not.toContain('evil')
  expect(place?.searchParams.get('scope')).toBe('openid email profile')
  expect(place?.searchParams.get('prompt')).toBe('select_account consent')
})

const malformed = [
  ['no intent', {}],
  ['an unknown intent', { intent: 'delete' }],
  ['a sign-in', { intent: 'sign-in' }],
  ['a grant without a feature', { intent: 'grant', account: NOBODYS }],
  ['a grant of a feature that is none', { intent: 'grant', account: NOBODYS, feature: 'gmail' }],
  ['a grant of a scope', { intent: 'grant', account: NOBODYS, feature: 'https://mail.google.com/' }],
  ['a reconnect of no account', { intent: 'reconnect' }],
] as const

test('an intent that no button of ours names is refused', { tag: '@R107' }, async ({ stack, person }) => {
  const ada = createRawBrowser(stack)
  await ada.signIn(person)
  for (const [title, fields] of malformed) {
    const place = placeOf(await ada.post('/connections/start', fields))
    expect(place?.searchParams.get('code'), title).toBe('invalid_input')
  }
})

test('an intent about somebody else’s account, or about none, is not found', { tag: '@R109' }, async ({
  stack,
  person,
  friend,
  sql,
}) => {
  const [ada, grace] = [createRawBrowser(stack), createRawBrowser(stack)]
  await ada.signIn(person)
  await grace.signIn(friend)
  const [hers] = await sql('SELECT id FROM accounts WHERE provider_account_id = $1', [friend.sub])
  for (const account of [String(hers?.id), NOBODYS, 'x', "' OR 1=1 --"]) {
    for (const intent of ['grant', 'reconnect', 'confirm']) {
      const place = placeOf(await ada.post('/connections/start', { intent, account, feature: 'drive' }))
      expect(place?.searchParams.get('code'), account).toBe('not_found')
    }
  }
  expect(await sql(`SELECT 1 FROM sign_in_attempts WHERE intent->>'hint' = $1`, [friend.email])).toEqual([])
})
