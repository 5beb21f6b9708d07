import { expect } from '@playwright/test'
import { type Case, refreshWith } from '#tests/hostile/provider/case'

/** oidcc-client-test-refresh-token: the new token is kept, and used. */
export default {
  tag: '@R64',
  of: ['google'],
  run: async (hand) => {
    const { before, after, asked } = await refreshWith(hand, {})
    expect(after?.access_token).not.toBe(before?.access_token)
    expect(after?.refresh_token).not.toBe(before?.refresh_token)
    expect(asked).toBe(1)
  },
} satisfies Case
