import { changeOwnName, LONGEST_NAME, readOwnName } from '#lib/account/name'
import { writeCallback } from '#lib/auth/write'
import { db } from '#lib/db/client'
import { findSession } from '#lib/sessions/find'
import { client, listEvents, newSignIn, newViewer, viewerOf } from '#tests/support/lib'
import { expect, test } from '#tests/support/test'

/** What people type, and what they are called then. */
const typed: [text: string, name: string | null | undefined][] = [
  ['Countess', 'Countess'],
  ['  Ada   King ', 'Ada King'],
  ['', null],
  ['   ', null],
  ['Zoe\u0308', 'Zo\u00eb'],
  ['👩\u200d🚀', '👩\u200d🚀'],
  ['نورا', 'نورا'],
  ['Ada\u202egnik\u202c', 'Adagnik'],
  ['Ada\u0007\u2066', 'Ada'],
  ['\u200b\u200d', undefined],
  ['x'.repeat(LONGEST_NAME), 'x'.repeat(LONGEST_NAME)],
  ['😀'.repeat(LONGEST_NAME), '😀'.repeat(LONGEST_NAME)],
  ['x'.repeat(LONGEST_NAME + 1), undefined],
]

test('a name is on one line, without what cannot be seen or turns the direction of others', {
  tag: '@R97',
}, () => {
  for (const [text, name] of typed) expect.soft(readOwnName(text), JSON.stringify(text)).toBe(name)
})

test('a name of one’s own counts at once and after the next sign-in, which brings the provider’s up to date', async () => {
  const { viewer, identity } = await newViewer()
  await changeOwnName(viewer, 'Countess', client)
  const again = newSignIn({ ...identity, name: 'Ada King' })
  const written = await writeCallback(again)
  const found = await findSession(again.token)
  expect(found).toMatchObject({ kind: 'live', session: { name: 'Ada King', ownName: 'Countess' } })
  const back = await viewerOf(written)
  expect(back.person.name).toBe('Countess')
  await changeOwnName(back, null, client)
  expect((await viewerOf(written)).person).toMatchObject({ name: 'Ada King', ownName: null })
})

test('each change is a line of the history, and what changes nothing is none', async () => {
  const ada = await newViewer()
  for (const name of ['Countess', 'Countess', null, null])
    await changeOwnName(await viewerOf(ada), name, client)
  const lines = (await listEvents(ada)).filter(({ kind }) => kind === 'name_changed')
  expect(lines.map(({ details }) => details)).toEqual([{ name: 'Countess' }, { name: null }])
})

test('nobody but themselves is called so', { tag: '@R109' }, async () => {
  const [ada, grace] = [await newViewer(), await newViewer()]
  await changeOwnName(ada.viewer, 'Countess', client)
  const user = await db().user.findUniqueOrThrow({ where: { id: grace.viewer.userId } })
  expect(user.displayName).toBeNull()
})
