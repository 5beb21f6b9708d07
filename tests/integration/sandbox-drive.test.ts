import { expect } from '@playwright/test'
import { ada, grace } from '#tests/support/google'
import { type createVisitor, driveScope, signInScope } from '#tests/support/google-visitor'
import { test as base } from '#tests/support/test'

type File = {
  id: string
  name: string
  trashed: boolean
  modifiedTime: string
  driveId?: string
  owners?: object[]
}
type FileList = { files: File[]; nextPageToken?: string }
type Drive = Awaited<ReturnType<typeof openDrive>>

const test = base.extend<{ drive: Drive }>({
  drive: async ({ visitor }, use) => use(await openDrive(visitor)),
})

async function openDrive(visitor: ReturnType<typeof createVisitor>, who = ada) {
  const { access_token } = await visitor.signIn(who, { scope: `${signInScope} ${driveScope}` }, [driveScope])
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

test('a search finds terms by their beginning and keeps the bin apart', async ({ drive }) => {
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

const everywhere = { corpora: 'allDrives', includeItemsFromAllDrives: 'true', supportsAllDrives: 'true' }

test('shared drives are there for those who say that they know of them, and their files have no owners', async ({
  visitor,
}) => {
  const drive = await openDrive(visitor, grace)
  const own = await drive.list()
  const all = await drive.list(everywhere)
  const shared = all.files.filter(({ driveId }) => driveId)
  expect(own.files.some(({ driveId }) => driveId)).toBe(false)
  expect(shared.length).toBe(all.files.length - own.files.length)
  expect(shared.length).toBeGreaterThan(0)
  for (const file of shared) expect(file).not.toHaveProperty('owners')
  const { supportsAllDrives: _unsaid, ...without } = everywhere
  expect((await drive.list(without)).files).toHaveLength(own.files.length)
  const only = { ...everywhere, corpora: 'drive', driveId: shared[0]?.driveId ?? '' }
  expect((await drive.list(only)).files).toEqual(shared)
})

test('shared drives that are asked for in half are a 403, as at Google', async ({ drive }) => {
  const halves: Record<string, string>[] = [
    { corpora: 'allDrives' },
    { corpora: 'drive', driveId: 'x' },
    { driveId: 'x' },
  ]
  for (const query of halves) {
    const response = await drive.ask(query)
    expect(response.status).toBe(403)
    expect((await response.json()).error.message).toContain('includeItemsFromAllDrives parameter must be set')
  }
  const response = await drive.ask({ ...everywhere, driveId: 'x' })
  expect((await response.json()).error.errors[0].reason).toBe('teamDriveIdRequiresTeamDriveCorpora')
  expect((await drive.ask({ corpora: 'everything' })).status).toBe(400)
})
