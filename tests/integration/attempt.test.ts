import { createAttempt, deleteExpiredAttempts, takeAttempt } from '#lib/auth/attempt'
import { db, pool } from '#lib/db/client'
import { hashToken, newToken } from '#lib/sessions/cookie'
import { expect, test } from '#tests/support/test'

const checks = { state: 'sealed-state', nonce: 'sealed-nonce', pkce: 'sealed-verifier' }
const attempt = {
  checks,
  intent: { kind: 'sign-in', provider: 'google' },
  returnTo: '/dashboard?tab=1',
} as const

async function start() {
  const state = newToken()
  const secret = await createAttempt(state, attempt)
  return { state, secret }
}

const expire = (state: string) =>
  db().attempt.update({ where: { id: hashToken(state) }, data: { expiresAt: new Date(0) } })

test('an attempt gives back what it was started with', async () => {
  const { state, secret } = await start()
  expect(await takeAttempt(state, secret)).toEqual({ kind: 'taken', attempt })
})

test('of fifty callbacks at once, one gets the attempt, and the others find that it was used', {
  tag: '@R29',
}, async () => {
  const { state, secret } = await start()
  const results = await Promise.all(Array.from({ length: 50 }, () => takeAttempt(state, secret)))
  expect(results.filter(({ kind }) => kind === 'taken')).toHaveLength(1)
  const others = results.filter(({ kind }) => kind !== 'taken')
  expect(new Set(others.map(({ kind }) => kind))).toEqual(new Set(['used']))
})

test('without the cookie of this attempt, nobody takes it, and its owner still can', {
  tag: ['@R31', '@R33'],
}, async () => {
  const { state, secret } = await start()
  for (const cookie of [undefined, '', newToken()]) {
    expect(await takeAttempt(state, cookie)).toEqual({
      kind: 'not-begun-here',
      returnTo: attempt.returnTo,
    })
  }
  expect(await takeAttempt(state, secret)).toMatchObject({ kind: 'taken' })
})

test('an attempt lasts ten minutes, and where it was to lead is still known then', {
  tag: '@R30',
}, async () => {
  const before = Date.now()
  const { state, secret } = await start()
  const after = Date.now()
  const { expiresAt } = await db().attempt.findUniqueOrThrow({ where: { id: hashToken(state) } })
  expect(expiresAt.getTime()).toBeGreaterThanOrEqual(before + 600_000)
  expect(expiresAt.getTime()).toBeLessThanOrEqual(after + 600_000)
  await expire(state)
  expect(await takeAttempt(state, secret)).toEqual({ kind: 'expired', returnTo: attempt.returnTo })
})

test('attempts that are over are forgotten, and then they count as expired', async () => {
  const { state, secret } = await start()
  await expire(state)
  await deleteExpiredAttempts()
  expect(await db().attempt.count({ where: { id: hashToken(state) } })).toBe(0)
  expect(await takeAttempt(state, secret)).toMatchObject({ kind: 'expired' })
})

test('an attempt in the database holds neither its state nor its cookie', { tag: '@R46' }, async () => {
  const { state, secret } = await start()
  const { rows } = await pool().query('SELECT a::text AS row FROM sign_in_attempts a')
  const dump = rows.map(({ row }) => row).join('\n')
  expect(dump).toContain(hashToken(state))
  expect(dump).not.toContain(state)
  expect(dump).not.toContain(secret)
})
