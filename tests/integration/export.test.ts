import { readFile } from 'node:fs/promises'
import { startExport } from '#lib/account/export'
import { brand } from '#lib/brand'
import { db } from '#lib/db/client'
import type { Viewer } from '#lib/viewer'
import { client, listEvents, newViewer } from '#tests/support/lib'
import { findFlags, newMarkedPerson, userModels } from '#tests/support/marked-person'
import { models } from '#tests/support/schema'
import { expect, test } from '#tests/support/test'

/** What an export leaves out, and why. Everything else about a person is in it. */
const LEFT_OUT: Record<string, string> = {
  'User.emailKey': 'the address again, folded for comparison',
  'Grant.accessToken': 'a token',
  'Grant.accessTokenKey': 'only whether there is a token is said, not under which key',
  'Grant.refreshToken': 'a token',
  'Grant.refreshTokenKey': 'only whether there is a token is said, not under which key',
  'Grant.refreshTokenDigest': 'a hash of a token',
  'Grant.refreshTokenPrefix': 'a hash of how a token begins',
  'Grant.version': 'counts writes, so that two do not overwrite each other',
  'Grant.leaseUntil': 'which process talks to Google in this very second',
  'Session.tokenHash': 'a hash of the cookie',
  'Mail.sealed': 'an encrypted address, or what it was before it is forgotten',
  'Mail.sealedKey': 'under which key that is',
  'Attempt.browserHash': 'a hash of a cookie',
  'Attempt.checks': 'empty, and of no use',
}

/** Tables that know nobody. */
const KNOWS_NOBODY: Record<string, string> = {
  DeletionRequest: 'a hash of a code, and how far a deletion is, without whose it was',
  RateLimit: 'a hash of an IP address and a count, for a minute',
  SecurityEvent: 'a hash, and what kind of event a provider told us of, without of whom',
  Revocation: 'an encrypted token and a hash, until Google has revoked the grant',
}

async function read(viewer: Viewer) {
  let text = ''
  for await (const piece of await startExport(viewer, client)) text += piece
  return text
}

test('every table of the schema is known to hold data of a person, or to know nobody', {
  tag: '@R112',
}, () => {
  const known = [...userModels.map(({ name }) => name), ...Object.keys(KNOWS_NOBODY)]
  expect(models.map(({ name }) => name).sort()).toEqual(known.sort())
})

test('an export holds every column of every row about the person, but what is left out for a reason', {
  tag: '@R112',
}, async () => {
  const ada = await newMarkedPerson()
  const text = await read(ada.viewer)
  const markers = ada.markers.filter((marker) => !text.includes(marker.text))
  const flags = (await findFlags()).filter(({ field }) => !text.includes(`"${field}":`))
  const missing = [...markers, ...flags]
  expect(missing.map(({ model, field }) => `${model}.${field}`).sort()).toEqual(Object.keys(LEFT_OUT).sort())
})

test('an export holds nothing of anybody else', { tag: '@R112' }, async () => {
  const [ada, grace] = [await newMarkedPerson(), await newMarkedPerson()]
  const text = await read(ada.viewer)
  expect(grace.markers.filter((marker) => text.includes(marker.text))).toEqual([])
  expect(text).not.toContain(grace.viewer.userId)
})

test('an export is JSON that says what it is, and is itself in the history', async () => {
  const { viewer, identity } = await newViewer()
  const file = JSON.parse(await read(viewer))
  expect(file).toMatchObject({
    format: brand.exportFormat,
    version: 3,
    profile: { id: viewer.userId, email: identity.email },
    accounts: [
      { providerAccountId: identity.subject, grant: { hasAccessToken: true, hasRefreshToken: true } },
    ],
    sessions: [{ id: viewer.sessionId, userAgent: 'Tests/1.0' }],
    attempts: [],
  })
  expect(Date.now() - Date.parse(file.exportedAt)).toBeLessThan(60_000)
  expect(file.activity.map(({ kind }: { kind: string }) => kind)).toEqual(['signed_in', 'exported'])
  expect((await listEvents(viewer)).at(-1)?.kind).toBe('exported')
})

test('docs/export.md describes every member of an export', async () => {
  const { viewer } = await newViewer()
  const text = await readFile(new URL('../../docs/export.md', import.meta.url), 'utf8')
  const members = Object.keys(JSON.parse(await read(viewer)))
  expect(members.filter((name) => !text.includes(`| \`${name}\` |`))).toEqual([])
})

test('a long history is read some rows at a time, each once and in order', async () => {
  const { viewer } = await newViewer()
  const start = Date.now() - 1_000_000
  const lines = Array.from({ length: 1_234 }, (_, line) => ({
    userId: viewer.userId,
    kind: 'signed_in',
    details: { line },
    // Three lines share each moment.
    createdAt: new Date(start + Math.floor(line / 3)),
  }))
  await db().event.createMany({ data: lines })
  const pieces: string[] = []
  for await (const piece of await startExport(viewer, client)) pieces.push(piece)
  const { activity } = JSON.parse(pieces.join(''))
  const shown = activity.map(({ details }: { details: { line?: number } }) => details.line)
  const numbers = shown.filter((line: number | undefined) => line !== undefined)
  expect(new Set(numbers).size).toBe(lines.length)
  expect(numbers.map((line: number) => Math.floor(line / 3))).toEqual(lines.map((_, i) => Math.floor(i / 3)))
  const longest = Math.max(...pieces.map((piece) => piece.split('\n').length))
  expect(longest).toBeLessThanOrEqual(201)
})

test('a session that is ended while its export is read gets no more of it', { tag: '@R55' }, async () => {
  const { viewer, sessionId } = await newViewer()
  const pieces = await startExport(viewer, client)
  await pieces.next()
  await db().session.update({ where: { id: sessionId }, data: { endedAt: new Date() } })
  await pieces.next()
  await expect(pieces.next()).rejects.toMatchObject({ code: 'signed_out' })
})
