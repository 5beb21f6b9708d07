import { expect } from '@playwright/test'
import { type Case, refreshWith } from '#tests/hostile/provider/case'

/** For another client. */
export default {
  tag: '@R95',
  of: ['google'],
  run: async (hand) => {
    const { before, after, asked } = await refreshWith(hand, { claims: { aud: 'another-client' } })
    expect(after).toEqual(before)
    expect(asked).toBe(0)
  },
} satisfies Case
