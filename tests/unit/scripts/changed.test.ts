import { expect, test } from '@playwright/test'
import { findAffected, needsBuild } from '#scripts/test/changed'
import type { Sources } from '#scripts/test/sources'

const HUB = `import { connect } from './connected.ts'`

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
    'tests/support/test.ts': HUB,
    'tests/support/connected.ts': `import { db } from '#lib/db/client'`,
    'tests/unit/alone.test.ts': `import { alone } from '#lib/alone'`,
    'tests/integration/list.test.ts': `import { list } from '#lib/sessions/list'\nimport { test } from '#tests/support/test'`,
    'tests/integration/other.test.ts': `import { test } from '#tests/support/test'`,
    'tests/integration/health.test.ts': `test('x', ({ stack }) => {})`,
    'tests/hostile/sessions.test.ts': `import { test } from '#tests/support/test'`,
    'tests/e2e/sessions-page.test.ts': '',
    'tests/e2e/sign-in.test.ts': '',
    'tests/e2e/accessibility.test.ts': '',
    'tests/e2e/drive.test.ts': '',
  }),
)

const cases: [changed: string, affected: string[]][] = [
  ['lib/alone.ts', ['tests/unit/alone.test.ts']],
  [
    'lib/sessions/list.ts',
    ['tests/e2e/sessions-page.test.ts', 'tests/hostile/sessions.test.ts', 'tests/integration/list.test.ts'],
  ],
  ['components/ui/row.tsx', ['tests/e2e/sessions-page.test.ts', 'tests/hostile/sessions.test.ts']],
  ['app/(account)/sessions/page.tsx', ['tests/e2e/sessions-page.test.ts', 'tests/hostile/sessions.test.ts']],
  ['tests/e2e/drive.test.ts', ['tests/e2e/drive.test.ts']],
  ['docs/oauth.md', []],
]

for (const [changed, affected] of cases) {
  test(`a change of ${changed} runs what has to do with it`, () => {
    expect(findAffected([changed], sources)).toEqual(affected)
  })
}

test('a page without tests of its subject is seen by a sign-in and by axe', () => {
  const usual = ['tests/e2e/accessibility.test.ts', 'tests/e2e/sign-in.test.ts']
  expect(findAffected(['app/about/page.tsx'], sources)).toEqual(usual)
})

test('a change of the fixtures runs every test that has them', () => {
  expect(findAffected(['tests/support/test.ts'], sources)).toHaveLength(3)
})

test('a file of tests needs the build when it opens pages, or asks for the stack', () => {
  expect(needsBuild('tests/e2e/drive.test.ts', sources)).toBe(true)
  expect(needsBuild('tests/integration/health.test.ts', sources)).toBe(true)
  expect(needsBuild('tests/integration/list.test.ts', sources)).toBe(false)
})
