import { consumeAttempt, createAttempt, deleteExpiredAttempts } from '#lib/auth/attempt'
import { db, pool } from '#lib/db/client'
import { hashToken, newToken } from '#lib/session/token'
import { expect, test } from '#tests/support/lib'

const checks = { state: 'sealed-state', nonce: 'sealed-nonce', pkce: 'sealed-verifier' }

async function start() {
  const state = newToken()
  const secret = await createAttempt(state, {
    checks,
    intent: { kind: 'sign-in' },
    returnTo: '/dashboard?tab=1',
  })
  return { state, secret }
}

test('an attempt gives back what it was started with', async () => {
  const { state, secret } = await start()
  expect(await consumeAttempt(state, secret)).toEqual({
    checks,
    intent: { kind: 'sign-in' },
    returnTo: '/dashboard?tab=1',
  })
})

test('R29 of fifty callbacks at once, one gets the attempt', async () => {
  const { state, secret } = await start()
  const results = await Promise.allSettled(Array.from({ length: 50 }, () => consumeAttempt(state, secret)))
  expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
  const codes = results.flatMap((result) => (result.status === 'rejected' ? [result.reason.code] : []))
  expect(new Set(codes)).toEqual(new Set(['attempt_expired']))
})

test('R31 R33 another browser cannot take an attempt, nor spoil it', async () => {
  const { state, secret } = await start()
  await expect(consumeAttempt(state, undefined)).rejects.toMatchObject({ code: 'other_browser' })
  await expect(consumeAttempt(state, newToken())).rejects.toMatchObject({ code: 'other_browser' })
  expect(await consumeAttempt(state, secret)).toMatchObject({ returnTo: '/dashboard?tab=1' })
})

test('R30 an attempt is over after ten minutes', async () => {
  const { state, secret } = await start()
  const { expiresAt } = await db().signInAttempt.findUniqueOrThrow({ where: { id: hashToken(state) } })
  expect(expiresAt.getTime() - Date.now()).toBeLessThanOrEqual(10 * 60 * 1000)
  await db().signInAttempt.update({ where: { id: hashToken(state) }, data: { expiresAt: new Date(0) } })
  await expect(consumeAttempt(state, secret)).rejects.toMatchObject({ code: 'attempt_expired' })
})

test('an attempt that nobody came back from is forgotten', async () => {
  const { state } = await start()
  await db().signInAttempt.update({ where: { id: hashToken(state) }, data: { expiresAt: new Date(0) } })
  await deleteExpiredAttempts()
  expect(await db().signInAttempt.count({ where: { id: hashToken(state) } })).toBe(0)
})

test('the database knows neither the state nor the secret of an attempt', async () => {
  const { state, secret } = await start()
  const { rows } = await pool().query('SELECT a::text AS row FROM sign_in_attempts a')
  const text = rows.map(({ row }) => row).join('\n')
  expect(text).not.toContain(state)
  expect(text).not.toContain(secret)
})
