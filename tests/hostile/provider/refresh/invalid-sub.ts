import { expect } from '@playwright/test'
import { type Case, refreshWith } from '#tests/hostile/provider/case'

/** oidcc-client-test-refresh-token-invalid-sub: tokens of somebody else are not kept (OpenID Connect Core 1.0, section 12.2). */
export default {
  tag: '@R95',
  of: ['google'],
  run: async (hand) => {
    const { before, after, asked } = await refreshWith(hand, { claims: { sub: 'somebody-else' } })
    expect(after).toEqual(before)
    expect(asked).toBe(0)
  },
} satisfies Case
