import { expect } from '@playwright/test'
import { type Case, refreshWith } from '#tests/hostile/provider/case'

/** A type that we cannot use. */
export default {
  tag: '@R25',
  of: ['google'],
  run: async (hand) => {
    const { before, after, asked } = await refreshWith(hand, { tokens: { token_type: 'mac' } })
    expect(after).toEqual(before)
    expect(asked).toBe(0)
  },
} satisfies Case
