import { type Case, EVERY } from '#tests/hostile/provider/case'

/** The mix-up attack (RFC 9700, section 4.4): it says that another of ours gave it. */
export default {
  tag: '@R9',
  of: EVERY,
  lie: { answer: [['iss', 'https://accounts.google.com']] },
  exchanges: 0,
} satisfies Case
