import { db } from '#lib/db/client'
import { examine } from '#lib/doctor/examine'
import { googleEventChecks } from '#lib/doctor/google-events'
import { openSetUp } from '#lib/doctor/set-up'
import { EVENTS_PATH } from '#lib/google/event-stream'
import { eventTypes } from '#lib/google/risc'
import { childEnvironment } from '#tests/support/environment'
import { startProcess } from '#tests/support/processes'
import { test as base, expect } from '#tests/support/test'

type Said = { code: number | null; text: string }

const test = base.extend<{
  key: string
  /** What an operator types, and what they read. */
  run: (command: string, changes?: Record<string, string>) => Promise<Said>
  /** What the doctor says of security events, by check. */
  consult: (changes?: Record<string, string>) => Promise<Record<string, string>>
}>({
  key: async ({ google }, use) => use(JSON.stringify(await google.addServiceAccount())),
  run: async ({ key, issuer }, use) => {
    await use(async (command, changes = {}) => {
      const env = childEnvironment({ GOOGLE_SERVICE_ACCOUNT: key, GOOGLE_RISC_URL: issuer, ...changes })
      const options = { args: [command], env, condition: 'react-server', messages: false }
      const process = startProcess('scripts/risc.ts', options)
      return { code: await process.exited, text: process.output() }
    })
  },
  consult: async ({ key, issuer }, use) => {
    await use(async (changes = {}) => {
      const environment = childEnvironment({
        GOOGLE_SERVICE_ACCOUNT: key,
        GOOGLE_RISC_URL: issuer,
        ...changes,
      })
      const setUp = openSetUp({ environment, processes: 1, mode: 'development' })
      const results = await examine(googleEventChecks, setUp)
      await setUp.close()
      return Object.fromEntries(results.map(({ id, verdict, seen }) => [id, `${verdict}: ${seen}`]))
    })
  },
})

test('an operator registers the stream, sees it, turns it off and on, and the doctor knows', {
  tag: '@R118',
}, async ({ run, consult, google }) => {
  expect((await run('status')).text).toContain('No stream is registered')
  expect(await consult()).toMatchObject({
    'google-event-keys': 'ok: 1 key for RS256',
    'google-service-account': expect.stringMatching(/^ok: risc-.*@sandbox/),
    'google-event-stream': 'warning: none is registered',
  })
  const url = `http://localhost:3000${EVENTS_PATH}`
  expect(await run('register')).toMatchObject({ code: 0, text: expect.stringContaining(url) })
  expect((await google.risc()).stream).toEqual({
    url,
    events: Object.values(eventTypes),
    status: 'enabled',
  })
  expect((await consult())['google-event-stream']).toBe(`ok: enabled, to ${url}`)
  expect(await run('disable')).toMatchObject({ code: 0 })
  expect((await run('status')).text).toContain('The stream is disabled')
  expect((await consult())['google-event-stream']).toBe('warning: is disabled')
  expect(await run('enable')).toMatchObject({ code: 0 })
  expect((await consult({ AUTH_URL: 'http://localhost:3001' }))['google-event-stream']).toMatch(
    /^warning: goes to/,
  )
})

test('a verification is awaited until it is in the database', { tag: '@R118' }, async ({ run, google }) => {
  await run('register')
  const waiting = run('verify')
  await expect.poll(async () => (await google.counts())['risc-verify']).toBe(1)
  // The stream leads to where nothing listens here: it is as if it had arrived there.
  const { verifications: asked } = await google.risc()
  await db().securityEvent.create({
    data: {
      id: `tried ${asked.at(-1)}`,
      provider: 'google',
      kind: 'verification',
      state: asked.at(-1) ?? '',
    },
  })
  expect(await waiting).toMatchObject({ code: 0, text: expect.stringContaining('It arrived after') })
})

test('a key that Google does not know, one that is none and none at all are said, and no key is', {
  tag: ['@R111', '@R115'],
}, async ({ run, consult, key, google }) => {
  const { private_key: secret } = JSON.parse(key)
  await google.reset()
  const unknown = await run('status')
  expect(unknown).toMatchObject({ code: 1, text: expect.stringContaining('answered 401 UNAUTHENTICATED') })
  const missing = await run('status', { GOOGLE_SERVICE_ACCOUNT: '/nowhere/key.json' })
  expect(missing).toMatchObject({ code: 1, text: expect.stringContaining('cannot be read (ENOENT)') })
  const broken = await run('status', { GOOGLE_SERVICE_ACCOUNT: key.slice(0, -9) })
  expect(broken).toMatchObject({ code: 1, text: expect.stringContaining('GOOGLE_SERVICE_ACCOUNT must be') })
  expect((await run('status', { GOOGLE_SERVICE_ACCOUNT: '' })).text).toContain('is not set')
  expect((await run('nonsense')).text).toContain('Usage: npm run risc')
  const doctor = await consult()
  expect(doctor['google-event-stream']).toMatch(/^failure: .*401/)
  for (const text of [unknown.text, broken.text, JSON.stringify(doctor)])
    for (const line of String(secret)
      .split('\n')
      .filter((one) => one.length > 30))
      expect(text).not.toContain(line)
  expect(await consult({ GOOGLE_SERVICE_ACCOUNT: '' })).toEqual({})
})
