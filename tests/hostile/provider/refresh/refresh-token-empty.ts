import { expect } from '@playwright/test'
import { type Case, refreshWith } from '#tests/hostile/provider/case'

/** An answer without a refresh token, or with an empty one, leaves the one that is there. */
export default {
  tag: '@R64',
  of: ['google'],
  run: async (hand) => {
    for (const refresh_token of ['', undefined]) {
      const { before, after, asked } = await refreshWith(hand, { tokens: { refresh_token } })
      expect(after?.access_token).not.toBe(before?.access_token)
      expect(after?.refresh_token).toBe(before?.refresh_token)
      expect(asked).toBe(1)
    }
  },
} satisfies Case
