import { expect, expire, findGrantRow, test } from '#tests/support/connected'
import { driveScope } from '#tests/support/google-visitor'
import { readTokens } from '#tests/support/lib'
import type { Got } from '#tests/support/token-caller'

const PROCESSES = 4
const CALLERS = 50

for (const rotation of [false, true]) {
  test(`R63 two hundred callers in four processes cost one request to Google, which ${rotation ? 'rotates' : 'keeps'} refresh tokens`, async ({
    google,
    connect,
    startCaller,
    issuer,
  }) => {
    await google.settings({ rotation })
    const callers = await Promise.all(Array.from({ length: PROCESSES }, () => startCaller()))
    const ada = await connect()
    for (let generation = 1; generation <= 3; generation++) {
      await expire(ada)
      await google.resetCounts()
      const question = { viewer: ada.viewer, scopes: [driveScope], callers: CALLERS }
      const got = (await Promise.all(callers.map((caller) => caller.ask<Got[]>(question)))).flat()

      expect(got).toHaveLength(PROCESSES * CALLERS)
      expect(new Set(got.map(({ kind }) => kind))).toEqual(new Set(['ready']))
      const tokens = new Set(got.map(({ token }) => token))
      expect(tokens.size).toBe(1)
      expect((await google.counts()).token).toBe(1)
      const [token] = tokens
      expect((await askDrive(issuer, token)).status).toBe(200)
    }
    const stored = await readTokens(await findGrantRow(ada))
    expect(stored.refreshToken !== ada.tokens.refresh_token).toBe(rotation)
    expect(await findGrantRow(ada)).toMatchObject({
      version: 4,
      endedAt: null,
      failures: 0,
      leaseUntil: null,
    })
  })
}

test('R63 twelve people at once, in two processes, each get a token of their own', async ({
  google,
  connectMany,
  startCaller,
  issuer,
}) => {
  const callers = await Promise.all([startCaller(), startCaller()])
  const people = await connectMany(12)
  await Promise.all(people.map(expire))
  await google.resetCounts()
  const questions = people.flatMap((person) => callers.map((caller) => ({ person, caller })))
  const answers = await Promise.all(
    questions.map(async ({ person, caller }) => ({
      person,
      got: await caller.ask<Got[]>({ viewer: person.viewer, callers: 4 }),
    })),
  )
  expect((await google.counts()).token).toBe(people.length)
  for (const { person, got } of answers) {
    const tokens = new Set(got.map(({ token }) => token))
    expect(tokens.size).toBe(1)
    const headers = { authorization: `Bearer ${[...tokens][0]}` }
    expect(await (await fetch(`${issuer}/v1/userinfo`, { headers })).json()).toMatchObject({
      sub: person.sub,
    })
  }
})

function askDrive(issuer: string, token = ''): Promise<Response> {
  return fetch(`${issuer}/drive/v3/files`, { headers: { authorization: `Bearer ${token}` } })
}
