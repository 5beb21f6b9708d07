import { existsSync } from 'node:fs'
import { db } from '#lib/db/client'
import { newKeyEntry } from '#lib/key-ring'
import { checkBeforeStart } from '#server/preflight'
import { expect, test } from '#tests/support/connected'
import { childEnvironment, TEST_KEYS } from '#tests/support/environment'

test.skip(!existsSync('.next/BUILD_ID'), 'needs the build')

const production = (keys: string): NodeJS.ProcessEnv => ({
  ...childEnvironment({ TOKEN_ENCRYPTION_KEYS: keys }),
  NODE_ENV: 'production',
})

test('R62 R115 a server does not start while a key is missing that tokens are stored under, and names it', async ({
  connect,
}) => {
  await connect()
  const key = newKeyEntry()
  const said = await complain(key)
  expect(said).toMatch(/TOKEN_ENCRYPTION_KEYS lacks keys: \d+ tokens under tests\n/)
  for (const entry of [key, TEST_KEYS]) expect(said).not.toContain(entry.split(':')[1])
  expect(await complain(`${key},${TEST_KEYS}`)).toBe('')
})

test('R61 R115 a server does not start while tokens are stored in plain text', async ({ connect }) => {
  const ada = await connect()
  await db().grant.update({
    where: { accountId: ada.accountId },
    data: { accessToken: 'ya29.plain', accessTokenKey: null },
  })
  const said = await complain(TEST_KEYS)
  expect(said).toContain('1 token in plain text')
  expect(said).toContain('npm run migrate')
  expect(said).not.toContain('ya29')
  await db().grant.delete({ where: { accountId: ada.accountId } })
})

async function complain(keys: string): Promise<string> {
  return checkBeforeStart(production(keys), false).then(
    () => '',
    (error: Error) => error.message,
  )
}
