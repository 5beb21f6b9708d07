import { randomUUID } from 'node:crypto'
import { cp, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test as base, expect } from '@playwright/test'
import { listMigrations, MIGRATIONS } from '#lib/db/migrations'
import { digestToken, openToken } from '#lib/grants/cipher'
import { newKeyEntry, parseKeyRing } from '#lib/key-ring'
import { applyMigrations } from '#scripts/migrate/apply'
import { prepareDatabase } from '#scripts/migrate/prepare'
import {
  createEmptyDatabase,
  dropDatabase,
  openDatabase,
  readDatabaseText,
  type Sql,
} from '#tests/support/database'

/** More than two batches. */
const ACCOUNTS = 250

/** A database as it was before there were keys, with tokens in it. */
const test = base.extend<{ url: string; sql: Sql }>({
  url: async ({}, use) => {
    const url = await createEmptyDatabase()
    const folder = await mkdtemp(join(tmpdir(), 'latchkey-migrations-'))
    const [first] = await listMigrations()
    await cp(join(MIGRATIONS, first!.name), join(folder, first!.name), { recursive: true })
    await applyMigrations(url, folder)
    await rm(folder, { recursive: true })
    await use(url)
    await dropDatabase(url)
  },
  sql: async ({ url }, use) => {
    const { sql, close } = await openDatabase(url)
    await use(sql)
    await close()
  },
})

test('every token that was stored in plain text is encrypted by the migration, and none is lost', {
  tag: '@R61',
}, async ({ url, sql }) => {
  const people = Array.from({ length: ACCOUNTS }, (_, index) => ({
    id: randomUUID(),
    access: `ya29.plain-${index}-access`,
    refresh: index % 5 === 0 ? null : `1//plain-${index}-refresh`,
  }))
  for (const person of people) await insert(sql, person)
  const keys = newKeyEntry()
  await prepareDatabase(url, keys)
  await prepareDatabase(url, keys)

  const ring = parseKeyRing(keys)
  const rows = await sql<Stored>('SELECT * FROM grants')
  expect(rows).toHaveLength(ACCOUNTS)
  const stored = new Map(rows.map((row) => [row.account_id, row]))
  for (const { id, access, refresh } of people) {
    const row = stored.get(id)!
    expect(await openToken(ring, { row: id, column: 'access_token' }, row.access_token)).toBe(access)
    expect(row.access_token_key).toBe(ring[0].id)
    expect(row.scopes).toEqual(['email', 'openid'])
    expect(Object.keys(row.scopes_since)).toEqual(['email', 'openid'])
    if (refresh === null) {
      expect(row).toMatchObject({ refresh_token: null, refresh_token_key: null, refresh_token_digest: null })
      continue
    }
    expect(await openToken(ring, { row: id, column: 'refresh_token' }, row.refresh_token)).toBe(refresh)
    expect(row.refresh_token_digest).toBe(digestToken(refresh))
  }
  const text = await readDatabaseText(url)
  expect(text).not.toMatch(/ya29\.plain|1\/\/plain/)
})

test('without a key, tokens in plain text stop the migration with a message, and the next run finishes it', {
  tag: '@R62',
}, async ({ url, sql }) => {
  const person = { id: randomUUID(), access: 'ya29.plain-access', refresh: '1//plain-refresh' }
  await insert(sql, person)
  for (const keys of [undefined, '', 'nonsense']) {
    const said = await prepareDatabase(url, keys).catch((error: Error) => error.message)
    expect(said).toMatch(/^(2 tokens of Google are stored in plain text\. Set )?TOKEN_ENCRYPTION_KEYS /)
    expect(said).not.toMatch(/ya29|1\/\//)
  }
  const keys = newKeyEntry()
  await prepareDatabase(url, keys)
  const [row] = await sql<Stored>('SELECT access_token FROM grants')
  const place = { row: person.id, column: 'access_token' } as const
  expect(await openToken(parseKeyRing(keys), place, row!.access_token)).toBe(person.access)
})

type Stored = {
  account_id: string
  access_token: string
  access_token_key: string
  refresh_token: string
  refresh_token_digest: string
  scopes: string[]
  scopes_since: object
}

type Person = { id: string; access: string; refresh: string | null }

/** As the first version wrote it. */
async function insert(sql: Sql, { id, access, refresh }: Person): Promise<void> {
  const [user] = await sql<{ id: string }>(
    `INSERT INTO users (email, email_key, updated_at) VALUES ($1, $1, now()) RETURNING id`,
    [`${id}@example.test`],
  )
  await sql(
    `INSERT INTO accounts (id, user_id, type, provider, issuer, provider_account_id, email, token_type,
                           access_token, refresh_token, access_token_expires_at, scopes)
     VALUES ($1, $2, 'oidc', 'google', 'https://accounts.google.com', $3, $3, 'bearer', $4, $5, now(), $6)`,
    [id, user?.id, `${id}@example.test`, access, refresh, ['email', 'openid']],
  )
}
