import { expect } from '@playwright/test'
import { type Case, refreshWith } from '#tests/hostile/provider/case'

/** oidcc-client-test-refresh-token-invalid-issuer. */
export default {
  tag: '@R95',
  of: ['google'],
  run: async (hand) => {
    const { before, after, asked } = await refreshWith(hand, { claims: { iss: 'https://evil.example' } })
    expect(after).toEqual(before)
    expect(asked).toBe(0)
  },
} satisfies Case
