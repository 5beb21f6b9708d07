import type { Case } from '#tests/hostile/provider/case'

/** A name and a password in an address. */
export default {
  tag: '@R10',
  of: ['google'],
  lie: { discovery: { token_endpoint: 'https://ada:secret@evil.example/token' } },
  cold: true,
} satisfies Case
