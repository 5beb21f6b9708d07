import { writeCallback } from '#lib/auth/write'
import { db } from '#lib/db/client'
import { findSession } from '#lib/sessions/find'
import { childEnvironment } from '#tests/support/environment'
import { newSignIn, newViewer } from '#tests/support/lib'
import { startProcess } from '#tests/support/processes'
import { expect, test } from '#tests/support/test'

/** What an operator types, and what they read. */
async function run(...args: string[]) {
  const env = childEnvironment({ LOG_LEVEL: 'info' })
  const command = startProcess('scripts/accounts.ts', {
    args,
    env,
    condition: 'react-server',
    messages: false,
  })
  return { code: await command.exited, text: command.output() }
}

test('an operator disables somebody and enables them again, by address or id', { tag: '@R56' }, async () => {
  const ada = await newViewer()
  const { email } = ada.identity
  const asked = await run('disable', email.toUpperCase())
  expect(asked).toMatchObject({ code: 1, text: expect.stringContaining('Say --yes to do it.') })
  expect(asked.text).toContain(`User ${ada.userId}: ${email}`)
  expect(await findSession(ada.token)).toMatchObject({ kind: 'live' })

  const done = await run('disable', email, '--yes')
  expect(done).toMatchObject({
    code: 0,
    text: expect.stringContaining('Disabled: 1 connection, 1 session ended.'),
  })
  expect(done.text).toMatch(/"event":"account disabled".*"reason":"operator"/)
  expect(await findSession(ada.token)).toEqual({ kind: 'disabled' })

  const again = await run('enable', ada.userId, '--yes')
  expect(again).toMatchObject({ code: 0, text: expect.stringContaining('Enabled: 1 connection.') })
  expect(again.text).toMatch(/disabled on \d{4}-\d\d-\d\d by operator/)
  await writeCallback(newSignIn(ada.identity))

  await db().account.update({ where: { id: ada.viewer.accountId }, data: { disabledCause: 'bulk-account' } })
  const flagged = await run('enable', ada.userId, '--yes')
  for (const text of ['bulk-account', 'google reported that it is one of many', 'Enabled: 1 connection.'])
    expect(flagged.text).toContain(text)
})

test('an operator frees an address, and is told what stays', { tag: '@R91' }, async () => {
  const ada = await newViewer()
  const { email } = ada.identity
  const freed = await run('free-address', email, '--yes')
  expect(freed).toMatchObject({ code: 0, text: expect.stringContaining('The address is free.') })
  expect(freed.text).toContain('Nothing of this one is deleted or handed over.')
  expect(freed.text).toMatch(new RegExp(`"event":"address freed","userId":"${ada.userId}"`))
  const next = await writeCallback(newSignIn({ email }))
  expect(next.userId).not.toBe(ada.userId)

  const both = await run('disable', email, '--yes')
  expect(both.code).toBe(1)
  for (const { userId } of [ada, next]) expect(both.text).toContain(`User ${userId}`)
  expect(await db().account.count({ where: { disabledAt: { not: null }, email } })).toBe(0)
  const again = await run('free-address', email, '--yes')
  expect(again).toMatchObject({ code: 0, text: expect.stringContaining(`User ${next.userId}`) })
})

test('a command about nobody, or none, changes nothing and says so', async () => {
  const before = await db().account.count({ where: { disabledAt: { not: null } } })
  for (const [args, text] of [
    [['disable', 'nobody@example.test', '--yes'], 'Nobody here has the id or the address'],
    [['disable', '00000000-0000-4000-8000-000000000000', '--yes'], 'Nobody here has the id or the address'],
    [['disable'], 'Usage: npm run accounts:disable'],
    [['disable', 'a@example.test', 'b@example.test'], 'Usage: npm run accounts:disable'],
    [['toString', 'a@example.test'], 'Usage: npm run accounts:disable|enable|free-address'],
    [[], 'Usage:'],
  ] as const) {
    const answer = await run(...args)
    expect(answer.code, args.join(' ')).toBe(1)
    expect(answer.text).toContain(text)
  }
  expect(await db().account.count({ where: { disabledAt: { not: null } } })).toBe(before)
})
