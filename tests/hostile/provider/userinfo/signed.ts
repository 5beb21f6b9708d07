import type { Case } from '#tests/hostile/provider/case'

/** A JWT, which nobody asked for. */
export default {
  tag: '@R27',
  of: ['google'],
  lie: {
    claims: { email: undefined, email_verified: undefined },
    userinfo: { headers: { 'content-type': 'application/jwt' }, body: 'a.b.c' },
  },
} satisfies Case
