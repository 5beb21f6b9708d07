import { expect } from '@playwright/test'
import { type Case, refreshWith } from '#tests/hostile/provider/case'

/** Tokens of nobody are not kept. */
export default {
  tag: '@R95',
  of: ['google'],
  run: async (hand) => {
    const { before, after, asked } = await refreshWith(hand, { claims: { sub: undefined } })
    expect(after).toEqual(before)
    expect(asked).toBe(0)
  },
} satisfies Case
