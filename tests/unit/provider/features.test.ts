import { readFileSync } from 'node:fs'
import { expect, test } from '@playwright/test'
import { wordsIn } from '#lib/messages/words'
import { featureRow, features } from '#lib/provider/features'
import { permissionCopy } from '#lib/providers/table'
import { isKnownScope } from '#scripts/sandbox/google/oauth/scopes'

const production = readFileSync(new URL('../../../docs/production.md', import.meta.url), 'utf8')

for (const feature of features) {
  const { provider, scope } = featureRow(feature)
  const t = wordsIn('en', 'features')
  const name = t(`${feature}.name`)

  if (provider === 'google') {
    test(`the sandbox can be asked for what ${name} needs`, () => {
      expect(isKnownScope(scope)).toBe(true)
    })
  }

  test(`the guide to production names the scope of ${name}, which the consent screen must list`, () => {
    expect(production).toContain(scope.split('/').at(-1))
  })

  test(`what ${name} lets us do is said in its own words`, () => {
    expect(permissionCopy(provider, scope, 'en')).toEqual({
      title: t(`${feature}.permission`),
      text: t(`${feature}.permissionText`),
    })
  })
}
