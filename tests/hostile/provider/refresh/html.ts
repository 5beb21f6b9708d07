import { expect } from '@playwright/test'
import { type Case, refreshWith } from '#tests/hostile/provider/case'

/** A proxy’s page is no answer, and ends nothing. */
export default {
  tag: '@R71',
  of: ['google'],
  run: async (hand) => {
    const { before, after, asked } = await refreshWith(hand, {
      token: { headers: { 'content-type': 'text/html' }, body: '<html>' },
    })
    expect(after).toEqual(before)
    expect(asked).toBe(0)
  },
} satisfies Case
