import { test as base, expect } from '@playwright/test'
import { createRemoteJWKSet, decodeProtectedHeader, jwtVerify } from 'jose'
import { startSandbox } from '#scripts/sandbox/server'
import { controlGoogle } from '#tests/support/google'
import { client, createVisitor, driveScope, signInScope } from '#tests/support/google-visitor'

type Google = ReturnType<typeof controlGoogle>
type Visitor = ReturnType<typeof createVisitor>
type File = {
  id: string
  name: string
  trashed: boolean
  modifiedTime: string
  owners: { emailAddress: string }[]
}
type FileList = { files: File[]; nextPageToken?: string }

const ada = '104857600000000000001'

const test = base.extend<{ google: Google; visitor: Visitor; drive: Drive }, { issuer: string }>({
  issuer: [
    async ({}, use) => {
      const sandbox = await startSandbox({ port: 0, clients: [client] })
      await use(sandbox.issuer)
      await sandbox.close()
    },
    { scope: 'worker' },
  ],
  google: async ({ issuer }, use) => {
    const google = controlGoogle(issuer)
    await google.reset()
    await use(google)
  },
  visitor: async ({ issuer, google }, use) => {
    await google.reset()
    await use(createVisitor(issuer))
  },
  drive: async ({ visitor }, use) => use(await openDrive(visitor)),
})

type Drive = Awaited<ReturnType<typeof openDrive>>

async function openDrive(visitor: Visitor) {
  const { access_token } = await visitor.signIn(ada, { scope: `${signInScope} ${driveScope}` }, [driveScope])
  return {
    ask: (query: Record<string, string> = {}) => visitor.files(access_token, query),
    list: async (query: Record<string, string> = {}) =>
      (
        await visitor.files(access_token, { fields: '*', pageSize: '1000', ...query })
      ).json() as Promise<FileList>,
  }
}

test('pages follow each other without repeats until there is no next one', async ({ drive }) => {
  const all = await drive.list()
  expect(all.files.length).toBeGreaterThan(200)
  expect(all).not.toHaveProperty('nextPageToken')
  const seen: string[] = []
  let pageToken = ''
  do {
    const page = await drive.list({ pageSize: '50', ...(pageToken ? { pageToken } : {}) })
    seen.push(...page.files.map(({ id }) => id))
    pageToken = page.nextPageToken ?? ''
  } while (pageToken)
  expect(seen).toEqual(all.files.map(({ id }) => id))
  expect(new Set(seen).size).toBe(seen.length)
})

test('a search finds words by their beginning and keeps the bin apart', async ({ drive }) => {
  const { files } = await drive.list({ q: "name contains 'engine' and trashed = false" })
  expect(files.length).toBeGreaterThan(3)
  expect(files.every(({ name, trashed }) => /\bengine/i.test(name) && !trashed)).toBe(true)
  expect((await drive.list({ q: "name contains 'ngine'" })).files).toEqual([])
  expect((await drive.list({ q: "name contains 'it\\'s' and trashed=true" })).files).toEqual([])
})

test('files come in the order asked for', async ({ drive }) => {
  const newest = (await drive.list({ orderBy: 'modifiedTime desc' })).files.map((file) => file.modifiedTime)
  expect(newest).toEqual([...newest].sort().reverse())
  const names = (await drive.list({ orderBy: 'name' })).files.map((file) => file.name.toLowerCase())
  expect(names).toEqual([...names].sort())
})

test('only the fields asked for are sent', async ({ drive }) => {
  const chosen = await (
    await drive.ask({ fields: 'nextPageToken,files(id,owners/emailAddress)', pageSize: '1' })
  ).json()
  expect(Object.keys(chosen).sort()).toEqual(['files', 'nextPageToken'])
  expect(Object.keys(chosen.files[0]).sort()).toEqual(['id', 'owners'])
  expect(Object.keys(chosen.files[0].owners[0])).toEqual(['emailAddress'])
  const usual = await (await drive.ask({ pageSize: '1' })).json()
  expect(Object.keys(usual.files[0]).sort()).toEqual(['id', 'kind', 'mimeType', 'name'])
})

test('what Drive cannot read is a 400 that names the parameter', async ({ drive }) => {
  const wrong = {
    q: 'name has x',
    orderBy: 'colour',
    fields: 'files(colour)',
    pageSize: '0',
    pageToken: 'made-up',
  }
  for (const [location, value] of Object.entries(wrong)) {
    const response = await drive.ask({ [location]: value })
    expect(response.status, location).toBe(400)
    expect((await response.json()).error.errors[0]).toMatchObject({ location, domain: 'global' })
  }
})

test('Drive refuses an unknown token with 401 and a missing scope with 403', async ({ visitor }) => {
  const { access_token } = await visitor.signIn(ada)
  const unknown = await visitor.files('ya29.nobody')
  expect(unknown.status).toBe(401)
  expect((await unknown.json()).error).toMatchObject({ code: 401, status: 'UNAUTHENTICATED' })
  const narrow = await visitor.files(access_token)
  expect(narrow.status).toBe(403)
  expect((await narrow.json()).error).toMatchObject({
    status: 'PERMISSION_DENIED',
    errors: [{ reason: 'insufficientPermissions' }],
    details: [{ reason: 'ACCESS_TOKEN_SCOPE_INSUFFICIENT' }],
  })
})

test('a planned answer replaces the real one as often as asked, and is counted', async ({
  issuer,
  google,
}) => {
  await google.failNext('discovery', {
    status: 429,
    times: 2,
    headers: { 'retry-after': '7' },
    body: 'slow down',
  })
  const ask = () => fetch(`${issuer}/.well-known/openid-configuration`)
  for (const response of [await ask(), await ask()]) {
    expect(response.status).toBe(429)
    expect(response.headers.get('retry-after')).toBe('7')
    expect(await response.text()).toBe('slow down')
  }
  expect((await ask()).status).toBe(200)
  expect((await google.counts()).discovery).toBe(3)
})

test('an endpoint can hang, and can cut the connection', async ({ issuer, google }) => {
  await google.failNext('jwks', { hang: true })
  const waiting = fetch(`${issuer}/oauth2/v3/certs`, { signal: AbortSignal.timeout(300) })
  await expect(waiting).rejects.toThrow('timeout')
  await google.failNext('jwks', { cut: true })
  await expect(fetch(`${issuer}/oauth2/v3/certs`)).rejects.toThrow('fetch failed')
  expect((await fetch(`${issuer}/oauth2/v3/certs`)).status).toBe(200)
})

test('a refresh can be processed and its answer lost', async ({ visitor, google }) => {
  await google.settings({ rotation: true })
  const { refresh_token } = await visitor.signIn(ada)
  const before = (await google.issuedTokens()).length
  await google.failNext('token', { when: 'after', cut: true })
  await expect(visitor.refresh(refresh_token)).rejects.toThrow('fetch failed')
  expect((await google.issuedTokens()).length).toBeGreaterThan(before)
  expect(await visitor.refresh(refresh_token)).toHaveProperty('error', 'invalid_grant')
})

test('id_tokens verify against the published keys, also after the key changed', async ({
  issuer,
  visitor,
  google,
}) => {
  const first = await visitor.signIn(ada)
  await google.rotateKey()
  const second = await visitor.signIn(ada)
  const keys = createRemoteJWKSet(new URL(`${issuer}/oauth2/v3/certs`))
  for (const { id_token = '' } of [first, second]) {
    const { payload } = await jwtVerify(id_token, keys, {
      issuer,
      audience: client.id,
      algorithms: ['RS256'],
    })
    expect(payload).toMatchObject({
      sub: ada,
      nonce: 'the-nonce',
      email: 'ada@gmail.example',
      email_verified: true,
    })
  }
  expect(decodeProtectedHeader(first.id_token ?? '').kid).not.toBe(
    decodeProtectedHeader(second.id_token ?? '').kid,
  )
})

test('id_tokens can be spoilt: other claims, a foreign key, no signature', async ({
  issuer,
  visitor,
  google,
}) => {
  const keys = createRemoteJWKSet(new URL(`${issuer}/oauth2/v3/certs`))
  await google.tamperIdToken({ claims: { aud: 'somebody-else', nonce: null } })
  const { payload } = await jwtVerify((await visitor.signIn(ada)).id_token ?? '', keys)
  expect(payload.aud).toBe('somebody-else')
  expect(payload).not.toHaveProperty('nonce')
  for (const signature of ['foreign', 'none'] as const) {
    await google.tamperIdToken({ signature })
    await expect(jwtVerify((await visitor.signIn(ada)).id_token ?? '', keys)).rejects.toThrow()
  }
})

test('a profile changed at Google arrives with the next sign-in', async ({ visitor, google }) => {
  await google.changeProfile(ada, { name: 'Ada King', hd: 'analytical.example', picture: null })
  const { id_token = '' } = await visitor.signIn(ada)
  const claims = JSON.parse(Buffer.from(id_token.split('.')[1] ?? '', 'base64url').toString())
  expect(claims).toMatchObject({ name: 'Ada King', hd: 'analytical.example' })
  expect(claims).not.toHaveProperty('picture')
})

test('the control API answers neither other names nor forms', async ({ issuer }) => {
  const form = await fetch(`${issuer}/control/reset`, {
    method: 'POST',
    body: new URLSearchParams({ a: 'b' }),
  })
  expect(form.status).toBe(403)
})
