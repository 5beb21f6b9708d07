import { fileURLToPath } from 'node:url'
import { expect, test } from '@playwright/test'
import { brand } from '#lib/brand'
import { readSources, type Sources } from '#scripts/test/sources'
import * as contents from './architecture/contents.ts'
import { findCycles } from './architecture/cycles.ts'
import * as layers from './architecture/layers.ts'
import { findSides, findTypedWords } from './architecture/words.ts'

const repository = readSources(fileURLToPath(new URL('../..', import.meta.url)))

type Rule = {
  title: string
  tag?: string
  find: (sources: Sources) => string[]
  /** Modules that break this rule, each in its own way. */
  planted: Record<string, string>[]
}

const rules: Rule[] = [
  {
    title: 'components import nothing of ours but components, and the words that they say',
    find: (sources) => layers.findForbiddenLayers(sources, 'components'),
    planted: [
      { 'components/a.tsx': `import { db } from '#lib/db/client'` },
      { 'components/a.tsx': `import type { Viewer } from '../lib/viewer.ts'` },
      { 'components/a.tsx': `import { signOut } from '../app/actions.ts'` },
    ],
  },
  {
    title: 'lib imports nothing of ours but lib',
    find: (sources) => layers.findForbiddenLayers(sources, 'lib'),
    planted: [
      { 'lib/auth/a.ts': `const page = await import('../../app/page.tsx')` },
      { 'lib/auth/a.ts': `import '#scripts/dev/settings'` },
      { 'lib/auth/a.ts': `import { createHttpServer } from '../../server/http-server.ts'` },
      { 'lib/auth/a.ts': `import { Page } from '#components/page'` },
    ],
  },
  {
    title: 'app imports lib and components, and nobody but tests and the bench imports these',
    find: (sources) =>
      ['app', 'scripts', 'bench'].flatMap((layer) => layers.findForbiddenLayers(sources, layer)),
    planted: [
      { 'app/page.tsx': `import { readServerSettings } from '#server/settings'` },
      { 'app/page.tsx': `import { startStack } from '#tests/support/stack'` },
      { 'app/page.tsx': `import { x } from '#scripts/sandbox/server'` },
      { 'scripts/a.ts': `import Page from '../app/page.tsx'` },
      { 'scripts/a.ts': `export { x } from '../tests/support/stack.ts'` },
      { 'scripts/a.ts': `import { median } from '../bench/arithmetic.ts'` },
      { 'app/page.tsx': `import { person } from '../bench/bare/person.ts'` },
      { 'bench/a.ts': `import Page from '../app/page.tsx'` },
    ],
  },
  {
    title: 'server imports lib and itself',
    find: (sources) => layers.findForbiddenLayers(sources, 'server'),
    planted: [
      { 'server/a.ts': `import { run } from '#scripts/test/commands'` },
      { 'server/a.ts': `const page = await import('../app/page.tsx')` },
      { 'server/a.ts': `import type { Checkout } from '../tests/support/checkout.ts'` },
    ],
  },
  {
    title: 'what a server process loads without Next never says server-only',
    find: layers.findServerOnlyOutsideNext,
    planted: [
      { 'server/server.ts': `import { env } from '#lib/env'`, 'lib/env.ts': `import 'server-only'` },
      {
        'server/server.ts': `import './a.ts'`,
        'server/a.ts': `import { b } from '../lib/b.ts'`,
        'lib/b.ts': `import 'server-only'`,
      },
    ],
  },
  {
    title: 'only lib/brand.ts knows what the product is called',
    find: contents.findTypedBrand,
    planted: [
      { 'lib/sessions/a.ts': `const name = '${brand.slug}-session'` },
      { 'server/a.ts': `console.log('${brand.name} serves')` },
    ],
  },
  {
    title: 'the rows of lib point down, and neighbours do not know each other',
    find: layers.findUpwardImports,
    planted: [
      { 'lib/sessions/a.ts': `import { getViewer } from '#lib/auth/viewer'` },
      { 'lib/sessions/a.ts': `import {\n  grant,\n} from '../grants/grant.ts'` },
      { 'lib/errors.ts': `import { env } from '#lib/env'` },
      { 'lib/account/a.ts': `import type { Wrapper } from '#lib/web/form-action'` },
    ],
  },
  {
    title: 'every subject of lib has a row',
    find: layers.findSubjectsWithoutRow,
    planted: [{ 'lib/utils/a.ts': '' }, { 'lib/helpers.ts': '' }],
  },
  {
    title: 'only lib/env.ts reads the environment',
    find: contents.findEnvironmentReaders,
    planted: [
      { 'lib/log.ts': 'const level = process.env.LOG_LEVEL' },
      { 'app/page.tsx': 'const { PORT } = process . env' },
      { 'components/a.tsx': `import { env } from 'node:process'` },
    ],
  },
  {
    title: 'pages and components never touch the database',
    find: layers.findDatabaseInPages,
    planted: [
      { 'app/page.tsx': `import { db } from '#lib/db/client'` },
      { 'app/page.tsx': `import type { User } from '@prisma/client'` },
      { 'app/page.tsx': `import { Pool } from 'pg'` },
      { 'app/x/page.tsx': `import { db } from '../../lib/db/client.ts'` },
    ],
  },
  {
    title: 'modules that use the environment or the database are server-only',
    tag: '@R108',
    find: contents.findUnguardedSecrets,
    planted: [
      { 'lib/log.ts': `import { env } from '#lib/env'`, 'lib/env.ts': `import 'server-only'` },
      { 'lib/sessions/a.ts': `// import 'server-only'\nimport { db } from '../db/client.ts'` },
      { 'lib/db/client.ts': '' },
    ],
  },
  {
    title: 'only lib/db/transaction.ts opens a transaction',
    find: contents.findTransactions,
    planted: [{ 'lib/sessions/a.ts': 'await db()\n  .$transaction(async (tx) => tx.session.count())' }],
  },
  {
    title: 'the rows of SQL are parsed, never believed',
    find: contents.findTrustedRows,
    planted: [
      { 'lib/sessions/a.ts': 'await tx.$queryRaw<{ id: string }[]>`SELECT id FROM sessions`' },
      { 'lib/doctor/a.ts': `await pool.query<Row>('SELECT 1')` },
    ],
  },
  {
    title: 'only lib/auth/viewer.ts makes a Viewer',
    find: contents.findViewerMakers,
    planted: [
      { 'lib/sessions/a.ts': 'const viewer = { userId } as Viewer' },
      { 'app/page.tsx': 'const viewer = null as unknown as\n Viewer' },
    ],
  },
  {
    title: 'Auth.js is known to the files that speak with it, and to no other',
    find: contents.findAuthjsUsers,
    planted: [
      { 'lib/auth/viewer.ts': `import { auth } from 'next-auth'` },
      { 'app/page.tsx': `import type { Session } from '@auth/core/types'` },
    ],
  },
  {
    title: 'what is true of every provider names none',
    find: contents.findTypedProviders,
    planted: [
      { 'lib/grants/a.ts': `const outcome = await providerOf('google').revoke(token)` },
      { 'app/(account)/dashboard/page.tsx': `<Shared provider="google" />` },
    ],
  },
  {
    title: 'what pages and components say is in the catalogues',
    find: findTypedWords,
    planted: [
      { 'app/a.tsx': 'export const A = () => <p>Sign out</p>' },
      { 'app/a.tsx': 'const A = ({ name }) => (\n  <button>\n    Turn off {name}\n  </button>\n)' },
      { 'components/a.tsx': 'const A = ({ count }) => <p>{count} other sessions</p>' },
      { 'components/a.tsx': '<nav aria-label="Pages">{children}</nav>' },
      { 'components/a.tsx': '<input placeholder="Your name" />' },
      { 'app/a.tsx': '<Card title="Your data">{children}</Card>' },
      { 'app/messages.ts': `const title = 'Nothing was changed.'` },
      { 'app/messages.ts': 'const title = `There are no more`' },
      { 'app/a.tsx': `<p>{open ? 'Show all files' : t('open')}</p>` },
    ],
  },
  {
    title: 'nothing stands at the left or the right, but at the start or the end',
    find: findSides,
    planted: [
      { 'components/a.tsx': '<p className="flex pl-4">{text}</p>' },
      { 'components/a.tsx': '<p className="sm:text-right">{text}</p>' },
      { 'app/a.tsx': `<p className={\`absolute \${wide ? '' : '-left-3'}\`}>{text}</p>` },
      { 'app/a.tsx': '<p className="max-sm:-ml-12.5">{text}</p>' },
    ],
  },
  {
    title: 'no import leads back to its module',
    find: findCycles,
    planted: [
      { 'lib/auth/a.ts': `import './b.ts'`, 'lib/auth/b.ts': `import type { A } from '#lib/auth/a'` },
      { 'lib/auth/a.ts': `import { a } from './a.ts'` },
    ],
  },
  {
    title: 'there is no barrel file',
    find: contents.findBarrels,
    planted: [{ 'lib/auth/index.ts': '' }, { 'lib/auth/a.ts': `export * from './b.ts'` }],
  },
]

for (const { title, find, planted, tag = [] } of rules) {
  test(`in this repository, ${title}`, { tag }, () => {
    expect(find(repository)).toEqual([])
  })

  for (const [index, modules] of planted.entries()) {
    test(`a violation is caught: ${title} (${index + 1})`, () => {
      expect(find(new Map(Object.entries(modules)))).toHaveLength(1)
    })
  }
}

test('every row of the picture is a subject of lib', () => {
  expect(layers.findRowsWithoutSubject(repository)).toEqual([])
})

test('a row is caught whose folder or file is gone', () => {
  for (const gone of ['sessions', 'errors']) {
    const left = [...repository].filter(([path]) => !new RegExp(`^lib/${gone}(/|\\.ts$)`).test(path))
    expect(layers.findRowsWithoutSubject(new Map(left))).toEqual([
      `${gone} has a row in the picture, and is not in lib`,
    ])
  }
})

test('a product may be called what a pattern would read otherwise', () => {
  for (const name of ['C++', 'Who?', 'a.b', 'Red (Barn)', '[x]', 'Red-Barn', 'Büro $1'])
    expect(contents.patternOf(name).exec(`by ${name} here`)?.[0]).toBe(name)
  expect(contents.patternOf('a.b').test('axb')).toBe(false)
})

test('what a comment says is neither an import nor a violation', () => {
  const source = `/** Not process.env, not as Viewer. */\n// import { db } from '#lib/db/client'\n`
  const sources = new Map([['app/page.tsx', source]])
  expect(rules.flatMap(({ find }) => find(sources))).toEqual([])
})
