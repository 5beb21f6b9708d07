import { type Case, OPENID } from '#tests/hostile/provider/case'

/** An address in the header leads nowhere (RFC 8725, section 3.10). */
export default {
  tag: '@R13',
  of: OPENID,
  lie: ({ url }) => ({ header: { x5u: `${url}/evil` } }),
  comesTo: '/dashboard',
} satisfies Case
