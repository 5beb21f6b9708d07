import { expect } from '@playwright/test'
import { type Case, refreshWith } from '#tests/hostile/provider/case'

/** Refused credentials are the operator’s to mend: nobody loses their grant. */
export default {
  tag: '@R70',
  of: ['google'],
  run: async (hand) => {
    const { before, after, asked } = await refreshWith(hand, {
      token: { status: 401, body: '{"error":"invalid_client"}' },
    })
    expect(after).toEqual(before)
    expect(asked).toBe(0)
  },
} satisfies Case
