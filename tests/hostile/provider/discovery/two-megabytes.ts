import type { Case } from '#tests/hostile/provider/case'

/** More than we read. */
export default {
  tag: '@R77',
  of: ['google'],
  lie: { metadata: { body: JSON.stringify({ more: 'x'.repeat(2_000_000) }) } },
  comesTo: 'provider_unavailable',
  cold: true,
} satisfies Case
