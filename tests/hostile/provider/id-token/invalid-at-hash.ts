import { type Case, OPENID } from '#tests/hostile/provider/case'

/** oidcc-client-test-invalid-at-hash: the hash of another access token. */
export default {
  tag: '@R21',
  of: OPENID,
  lie: { claims: { at_hash: 'AAAAAAAAAAAAAAAAAAAAAA' } },
} satisfies Case
