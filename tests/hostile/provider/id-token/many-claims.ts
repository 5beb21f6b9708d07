import { type Case, OPENID } from '#tests/hostile/provider/case'

/** Claims that nobody knows, and a name of the prototype. */
export default {
  tag: '@R107',
  of: OPENID,
  lie: {
    claims: {
      ...Object.fromEntries(Array.from({ length: 2_000 }, (_, n) => [`c${n}`, n])),
      ['__proto__']: { admin: true },
    },
  },
  comesTo: '/dashboard',
} satisfies Case
