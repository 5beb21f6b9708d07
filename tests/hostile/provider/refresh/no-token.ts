import { expect } from '@playwright/test'
import { type Case, refreshWith } from '#tests/hostile/provider/case'

/** What is no token is not taken for none. */
export default {
  tag: '@R95',
  of: ['google'],
  run: async (hand) => {
    const { before, after, asked } = await refreshWith(hand, { forge: () => 'a.b.c' })
    expect(after).toEqual(before)
    expect(asked).toBe(0)
  },
} satisfies Case
