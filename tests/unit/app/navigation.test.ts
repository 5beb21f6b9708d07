import { expect, test } from '@playwright/test'
import { type ProviderId, providerIds } from '#lib/provider-ids'
import { listNavigation } from '../../../app/navigation.ts'

const cases: [has: ProviderId[], enabled: readonly ProviderId[], drive: boolean, posts: boolean][] = [
  [[], providerIds, false, false],
  [['google'], ['google'], true, false],
  [['google'], providerIds, true, false],
  [['facebook'], providerIds, false, false],
  [['twitter'], providerIds, false, true],
  [['twitter'], ['google'], false, false],
  [['google', 'twitter'], ['google'], true, false],
  [['google', 'twitter'], ['twitter'], false, true],
  [['google', 'facebook', 'twitter'], providerIds, true, true],
]

for (const [has, enabled, drive, posts] of cases) {
  test(`with accounts of ${has.join(', ') || 'nobody'}, on a site with ${enabled.join(', ')}, what can be used is listed`, () => {
    expect(listNavigation(has, enabled, 'en').map(({ label }) => label)).toEqual([
      'Overview',
      'Sessions',
      'Activity',
      ...(drive ? ['Drive'] : []),
      ...(posts ? ['Posts'] : []),
      'Connections',
      'Settings',
    ])
  })
}
