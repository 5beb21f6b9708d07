import { readdirSync, readFileSync } from 'node:fs'
import { variables } from '#lib/env-schema'
import { models } from '#tests/support/schema'
import { expect, test } from '#tests/support/test'

const STATIC = new URL('../../.next/static/', import.meta.url)

/** Every file that a browser may load of the build. */
function readStatic(): [name: string, text: string][] {
  const names = readdirSync(STATIC, { recursive: true, withFileTypes: true })
  return names
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => [name, readFileSync(`${parentPath}/${name}`, 'latin1')])
}

/** What only the server has a reason to say. */
const OF_THE_SERVER = [
  /postgres(?:ql)?:\/\//,
  /\b(?:SELECT|INSERT INTO|DELETE FROM|UPDATE) [a-z_"]+/,
  /client_secret|code_verifier|refresh_token|access_token/,
  /node:(?:crypto|fs|net|async_hooks|http)\b/,
  /PrismaClient|pg-boss|oauth4webapi|jwtVerify/,
  /BEGIN (?:RSA |EC )?PRIVATE KEY/,
  /sourceMappingURL/,
]

/** A run of letters as long as a key, of which no letter says anything about the next. */
const RANDOM = /(?<![\w+/-])[\w+/-]{40,}={0,2}(?![\w+/-])/g

/** Bits a character (Shannon). Random base64 of 43 characters has about 5; names and paths have less than 4.4. */
function entropy(text: string): number {
  const counts = new Map<string, number>()
  for (const letter of text) counts.set(letter, (counts.get(letter) ?? 0) + 1)
  return [...counts.values()].reduce((sum, n) => sum - (n / text.length) * Math.log2(n / text.length), 0)
}

/** Alphabets are as long, and each letter is in them once. */
const isAlphabet = (text: string) => new Set(text).size === text.length

function findSecrets(text: string): string[] {
  return (text.match(RANDOM) ?? []).filter(
    (run) =>
      /[a-z]/.test(run) && /[A-Z]/.test(run) && /\d/.test(run) && entropy(run) > 4.5 && !isAlphabet(run),
  )
}

test('what a browser loads of the build knows no setting, no table, no statement and no key of the server', {
  tag: '@R108',
}, () => {
  const files = readStatic()
  expect(files.filter(([name]) => name.endsWith('.js')).length).toBeGreaterThan(5)
  expect(files.filter(([name]) => name.endsWith('.map'))).toEqual([])
  const settings = Object.keys(variables.shape).filter((name) => name !== 'NODE_ENV')
  const tables = models.map(({ table }) => table).filter((table) => table.includes('_'))
  expect(tables.length).toBeGreaterThan(2)
  for (const [name, text] of files.filter(([name]) => /\.(?:js|css|json|txt)$/.test(name))) {
    for (const known of [...settings, ...tables])
      expect(text.includes(known), `${known} in ${name}`).toBe(false)
    for (const pattern of OF_THE_SERVER) expect(pattern.exec(text)?.[0], name).toBeUndefined()
    expect(findSecrets(text), name).toEqual([])
  }
})

test('a key in a file is found, and a path, a name and an alphabet are none', { tag: '@R108' }, () => {
  const key = Buffer.from(Array.from({ length: 32 }, (_, n) => (n * 89 + 41) % 256)).toString('base64url')
  expect(findSecrets(`a="${key}";b="${key}="`)).toHaveLength(2)
  for (const text of [
    'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_',
    'app/(account)/settings/delete/some-Very-long-Path-of-1-page.tsx',
    '0123456789abcdef0123456789abcdef0123456789abcdef',
  ])
    expect(findSecrets(text)).toEqual([])
})
