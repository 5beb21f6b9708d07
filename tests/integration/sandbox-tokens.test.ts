import { mkdtemp, readFile, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect } from '@playwright/test'
import { decodeProtectedHeader, exportJWK, generateKeyPair } from 'jose'
import { startSandbox } from '#scripts/sandbox/server'
import { ada, controlGoogle, invalidGrant } from '#tests/support/google'
import { client, createVisitor, driveScope, signInScope } from '#tests/support/google-visitor'
import { test } from '#tests/support/test'

const withDrive = { scope: `${signInScope} ${driveScope}` }

test('a refresh token comes only with offline access, and again with prompt=consent', async ({ visitor }) => {
  expect(await visitor.signIn(ada, { access_type: 'online' })).not.toHaveProperty('refresh_token')
  expect(await visitor.signIn(ada)).not.toHaveProperty('refresh_token')
  expect(await visitor.signIn(ada, { prompt: 'consent' })).toHaveProperty('refresh_token')
})

test('the oldest refresh token beyond the limit is dropped silently', async ({ visitor, google }) => {
  await google.settings({ refreshTokenLimit: 2 })
  const first = await visitor.signIn(ada)
  const second = await visitor.signIn(ada, { prompt: 'consent' })
  await visitor.signIn(ada, { prompt: 'consent' })
  expect(await visitor.refresh(first.refresh_token)).toEqual(invalidGrant)
  expect(await visitor.refresh(second.refresh_token)).toHaveProperty('access_token')
})

test('revoking any token ends the whole grant, and only once', async ({ visitor, google }) => {
  const first = await visitor.signIn(ada, withDrive, [driveScope])
  const second = await visitor.signIn(ada, { prompt: 'consent' })
  expect((await visitor.revoke(second.access_token)).status).toBe(200)
  expect(await visitor.refresh(first.refresh_token)).toEqual(invalidGrant)
  expect((await visitor.files(first.access_token)).status).toBe(401)
  expect(await google.grants()).toEqual([])
  const again = await visitor.revoke(second.access_token)
  expect(again.status).toBe(400)
  expect(await again.json()).toMatchObject({ error: 'invalid_token' })
})

test('access removed at Google ends its tokens; a removed scope narrows the next refresh', async ({
  visitor,
  google,
}) => {
  const tokens = await visitor.signIn(ada, withDrive, [driveScope])
  await google.removeScope(ada, driveScope)
  expect((await visitor.refresh(tokens.refresh_token)).scope).not.toContain(driveScope)
  await google.removeGrant('ada@gmail.example')
  expect(await visitor.refresh(tokens.refresh_token)).toEqual(invalidGrant)
})

test('access tokens end after their hour, and Testing mode ends refresh tokens after seven days', async ({
  visitor,
  google,
}) => {
  const plain = await visitor.signIn(ada)
  await google.settings({ testing: true })
  const start = performance.now()
  const limited = await visitor.signIn(ada, withDrive, [driveScope])
  expectSecondsLeft(limited, 7 * 86_400, start)
  await google.setClock(3600)
  expect((await visitor.files(limited.access_token)).status).toBe(401)
  expect(await visitor.refresh(limited.refresh_token)).toHaveProperty('access_token')
  await google.setClock(7 * 86_400 + 1)
  expect(await visitor.refresh(limited.refresh_token)).toEqual(invalidGrant)
  expect(await visitor.refresh(plain.refresh_token)).toHaveProperty('access_token')
})

test('access that is given for a time ends then, and every answer says how long it still is', async ({
  visitor,
  google,
}) => {
  await google.settings({ refreshTokenSeconds: 600 })
  const start = performance.now()
  const first = await visitor.signIn(ada)
  expectSecondsLeft(first, 600, start)
  await google.setClock(400)
  expectSecondsLeft(await visitor.refresh(first.refresh_token), 200, start)
  await google.setClock(601)
  expect(await visitor.refresh(first.refresh_token)).toEqual(invalidGrant)
})

/** As long as said, less what has passed since `start`; the provider counts in whole seconds. */
function expectSecondsLeft(answer: { refresh_token_expires_in?: number }, seconds: number, start: number) {
  const passed = (performance.now() - start) / 1_000
  expect(answer.refresh_token_expires_in).toBeLessThanOrEqual(seconds)
  expect(answer.refresh_token_expires_in).toBeGreaterThanOrEqual(Math.floor(seconds - passed) - 1)
}

test('a refresh token ends when it was not used for six months, and goes on while it is', async ({
  visitor,
  google,
}) => {
  const { refresh_token } = await visitor.signIn(ada)
  for (const days of [180, 360]) {
    await google.setClock(days * 86_400)
    expect(await visitor.refresh(refresh_token), `after ${days} days`).toHaveProperty('access_token')
  }
  await google.setClock((360 + 184) * 86_400)
  expect(await visitor.refresh(refresh_token)).toEqual(invalidGrant)
})

test('rotation replaces the refresh token, and using an old one ends the grant', async ({
  visitor,
  google,
}) => {
  await google.settings({ rotation: true })
  const first = await visitor.signIn(ada)
  const second = await visitor.refresh(first.refresh_token)
  expect(second.refresh_token).not.toBe(first.refresh_token)
  expect(await visitor.refresh(first.refresh_token)).toEqual(invalidGrant)
  expect(await visitor.refresh(second.refresh_token)).toEqual(invalidGrant)
  expect(await google.grants()).toEqual([])
})

test('a restart on another port keeps keys, accounts and grants in a private file', async () => {
  const dataFile = join(await mkdtemp(join(tmpdir(), 'sandbox-')), 'google.json')
  const first = await startSandbox({ port: 0, dataFile, clients: [client] })
  await controlGoogle(first.issuer).addPerson({ sub: '7', email: 'seven@test.example', name: 'Seven' })
  const { refresh_token } = await createVisitor(first.issuer).signIn('7')
  const keys = await (await fetch(`${first.issuer}/oauth2/v3/certs`)).text()
  await first.close()
  expect((await stat(dataFile)).mode & 0o777).toBe(0o600)

  const second = await startSandbox({ port: 0, dataFile, clients: [client] })
  expect(await createVisitor(second.issuer).refresh(refresh_token)).toHaveProperty('id_token')
  expect(await (await fetch(`${second.issuer}/oauth2/v3/certs`)).text()).toBe(keys)
  await second.close()
})

test('what the control API changes is on disk before the sandbox is stopped', async () => {
  const dataFile = join(await mkdtemp(join(tmpdir(), 'sandbox-')), 'google.json')
  const sandbox = await startSandbox({ port: 0, dataFile, clients: [client] })
  const google = controlGoogle(sandbox.issuer)
  const savedCounts = async () => {
    const { keys, people } = JSON.parse(
      await readFile(dataFile, 'utf8').catch(() => '{"keys":[],"people":[]}'),
    )
    return { keys: keys.length, people: people.length }
  }
  await google.rotateKey()
  await expect.poll(savedCounts).toEqual({ keys: 2, people: 5 })
  await google.removePerson(ada)
  await expect.poll(savedCounts).toEqual({ keys: 2, people: 4 })
  await sandbox.close()
})

test('a file that an earlier version left is read, and its tokens go on working', async () => {
  const dataFile = join(await mkdtemp(join(tmpdir(), 'sandbox-')), 'google.json')
  const { privateKey } = await generateKeyPair('RS256', { extractable: true })
  const key = { ...(await exportJWK(privateKey)), kid: 'earlier', alg: 'RS256', use: 'sig' }
  const person = { sub: '7', email: 'seven@test.example', email_verified: true, name: 'Seven' }
  const grantId = `${client.id}|${person.sub}`
  const iat = Math.floor(Date.now() / 1000)
  const issued = { iat, exp: iat + 183 * 86_400, accountId: person.sub, clientId: client.id }
  const grant = { ...issued, kind: 'Grant', jti: grantId, openid: { scope: signInScope } }
  const token = { ...issued, kind: 'RefreshToken', jti: '1//earlier', grantId, scope: signInScope, iiat: iat }
  const records = { Grant: [[grantId, grant]], RefreshToken: [[token.jti, token]] }
  await writeFile(dataFile, JSON.stringify({ keys: [key], people: [person], records }))

  const sandbox = await startSandbox({ port: 0, dataFile, clients: [client] })
  expect(await controlGoogle(sandbox.issuer).people()).toEqual([person])
  const { id_token = '' } = await createVisitor(sandbox.issuer).refresh(token.jti)
  expect(decodeProtectedHeader(id_token).kid).toBe('earlier')
  await sandbox.close()
  const { keys, people, records: saved } = JSON.parse(await readFile(dataFile, 'utf8'))
  expect({ keys, people, grants: saved.Grant }).toEqual({
    keys: [key],
    people: [person],
    grants: records.Grant,
  })
})
