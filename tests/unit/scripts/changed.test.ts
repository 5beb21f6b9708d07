import { expect, test } from '@playwright/test'
import { findAffected, findFoundation, isBuilt, needsBuild } from '#scripts/test/changed'
import type { Sources } from '#scripts/test/sources'

const HUB = `import { connect } from './connected.ts'
export const test = base.extend({
  startWorker: ({ connect: _empty }, use) => start(use, 'tests/support/job-worker.ts'),
  arrive: async ({ stack, sql }, use) => use(),
})`

const WORKER = `export const test = base.extend({
  stack: [
    async ({ site, issuer }, use) => use(),
    { scope: 'worker' },
  ],
  sql: [async ({ stack }, use) => use(), { scope: 'worker' }],
})`

const TEST = `import { test } from '#tests/support/test'\n`

const sources: Sources = new Map(
  Object.entries({
    'app/(account)/sessions/page.tsx': `import { list } from '#lib/sessions/list'\nimport { Row } from '#components/ui/row'`,
    'app/sign-in/page.tsx': `import { Door } from '#components/landing/door'`,
    'app/about/page.tsx': '',
    'components/ui/row.tsx': '',
    'components/landing/door.tsx': '',
    'lib/sessions/list.ts': `import { db } from '#lib/db/client'`,
    'lib/db/client.ts': '',
    'lib/alone.ts': '',
    'lib/worker/handlers.ts': '',
    'server/start.ts': `start('./server.ts')`,
    'server/server.ts': '',
    'scripts/keys.ts': '// not scripts/migrate.ts',
    'scripts/migrate.ts': '',
    'tests/support/test.ts': HUB,
    'tests/support/worker.ts': WORKER,
    'tests/support/connected.ts': `import { db } from '#lib/db/client'`,
    'tests/support/job-worker.ts': `import { handlers } from '#lib/worker/handlers'`,
    'tests/unit/alone.test.ts': `import { alone } from '#lib/alone'`,
    'tests/unit/documents.test.ts': `readFileSync('docs')`,
    'tests/integration/list.test.ts': `import { list } from '#lib/sessions/list'\n${TEST}`,
    'tests/integration/other.test.ts': TEST,
    'tests/integration/jobs.test.ts': `${TEST}test('x', async ({ startWorker }) => {})`,
    'tests/integration/keys.test.ts': `import { startProcess } from './processes'\nstartProcess('scripts/keys.ts')`,
    'tests/integration/start.test.ts': `const SERVER = new URL('../../server/start.ts', import.meta.url)`,
    'tests/integration/health.test.ts': `${TEST}test('x', ({ stack }) => {})`,
    'tests/integration/own.test.ts': `test('x', ({ sql }) => {})`,
    'tests/hostile/sessions.test.ts': `${TEST}test('x', async ({ arrive: go }) => {})`,
    'tests/e2e/sessions-page.test.ts': '',
    'tests/e2e/sign-in.test.ts': '',
    'tests/e2e/accessibility.test.ts': '',
    'tests/e2e/drive.test.ts': '',
  }),
)

/** It reads files, so it has to do with everything. */
const READER = 'tests/unit/documents.test.ts'

const cases: [changed: string, affected: string[]][] = [
  ['tests/hostile/provider/token/html.ts', ['tests/hostile/provider.test.ts']],
  ['lib/alone.ts', ['tests/unit/alone.test.ts']],
  [
    'lib/sessions/list.ts',
    ['tests/e2e/sessions-page.test.ts', 'tests/hostile/sessions.test.ts', 'tests/integration/list.test.ts'],
  ],
  ['lib/worker/handlers.ts', ['tests/integration/jobs.test.ts']],
  ['tests/support/job-worker.ts', ['tests/integration/jobs.test.ts']],
  ['components/ui/row.tsx', ['tests/e2e/sessions-page.test.ts', 'tests/hostile/sessions.test.ts']],
  ['app/(account)/sessions/page.tsx', ['tests/e2e/sessions-page.test.ts', 'tests/hostile/sessions.test.ts']],
  [
    'server/server.ts',
    ['tests/e2e/accessibility.test.ts', 'tests/e2e/sign-in.test.ts', 'tests/integration/start.test.ts'],
  ],
  ['scripts/keys.ts', ['tests/integration/keys.test.ts']],
  ['scripts/migrate.ts', []],
  ['tests/e2e/drive.test.ts', ['tests/e2e/drive.test.ts']],
  ['docs/oauth.md', []],
]

for (const [changed, affected] of cases) {
  test(`a change of ${changed} runs what has to do with it`, () => {
    expect(findAffected([changed], sources)).toEqual([...affected, READER])
  })
}

test('a page without tests of its subject is seen by a sign-in and by axe', () => {
  const usual = ['tests/e2e/accessibility.test.ts', 'tests/e2e/sign-in.test.ts']
  expect(findAffected(['app/about/page.tsx'], sources)).toEqual([...usual, READER])
})

test('a change of the fixtures runs every test that has them', () => {
  expect(findAffected(['tests/support/test.ts'], sources)).toHaveLength(6)
})

test('nothing that has changed runs nothing', () => {
  expect(findAffected([], sources)).toEqual([])
})

test('what every test stands on has all of them run, and is named', () => {
  for (const path of [
    'prisma/schema.prisma',
    'prisma/migrations/20270101000000_more/migration.sql',
    'package-lock.json',
    'tsconfig.json',
    'next.config.ts',
    'instrumentation.ts',
    'tests/playwright.config.ts',
    'tests/support/global-setup.ts',
  ])
    expect(findFoundation(['lib/alone.ts', path])).toBe(path)
  expect(
    findFoundation(['lib/alone.ts', 'README.md', 'app/page.tsx', 'tests/support/test.ts']),
  ).toBeUndefined()
})

test('a file that goes into the build is known, so that tests do not run on an older one', () => {
  for (const path of [
    'app/page.tsx',
    'components/ui/row.tsx',
    'lib/alone.ts',
    'public/robots.txt',
    'next.config.ts',
  ])
    expect(isBuilt(path)).toBe(true)
  for (const path of ['server/start.ts', 'scripts/dev.ts', 'tests/e2e/drive.test.ts', 'docs/oauth.md'])
    expect(isBuilt(path)).toBe(false)
})

test('a file of tests needs the build when it opens pages, or its fixtures start the application', () => {
  for (const path of ['e2e/drive', 'integration/health', 'hostile/sessions'])
    expect(needsBuild(`tests/${path}.test.ts`, sources)).toBe(true)
  for (const path of ['integration/list', 'integration/jobs', 'integration/own', 'unit/alone'])
    expect(needsBuild(`tests/${path}.test.ts`, sources)).toBe(false)
})

test('the fixtures that start the application are found in those that there are', () => {
  const real = [
    'hostile/callback',
    'hostile/sessions',
    'integration/health',
    'integration/doctor',
    'integration/start',
  ]
  for (const path of real) expect(needsBuild(`tests/${path}.test.ts`)).toBe(true)
  for (const path of ['unit/auth/return-to', 'integration/sandbox-control', 'hostile/token-endpoint'])
    expect(needsBuild(`tests/${path}.test.ts`)).toBe(false)
})
