import { expect } from '@playwright/test'
import { type Case, refreshWith } from '#tests/hostile/provider/case'

/** A grant that has ended is over once and for all, and its tokens are gone. */
export default {
  tag: '@R69',
  of: ['google'],
  run: async (hand) => {
    const { after, asked } = await refreshWith(hand, {
      token: { status: 400, body: '{"error":"invalid_grant"}' },
    })
    expect(after).toMatchObject({ access_token: null, refresh_token: null })
    expect(after?.dead_at).not.toBeNull()
    expect(asked).toBe(0)
  },
} satisfies Case
