import type { Case } from '#tests/hostile/provider/case'

/** A proxy's page. */
export default {
  tag: '@R27',
  of: ['google'],
  lie: {
    claims: { email: undefined, email_verified: undefined },
    userinfo: { headers: { 'content-type': 'text/html' }, body: '<html>' },
  },
} satisfies Case
