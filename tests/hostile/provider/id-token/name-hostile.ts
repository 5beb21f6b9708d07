import { type Case, OPENID } from '#tests/hostile/provider/case'

/** What else stands in the claims is stored clean, or not at all. */
export default {
  tag: '@R23',
  of: OPENID,
  lie: {
    claims: {
      name: '\u202e<script>alert(1)</script>\u0000\ud800',
      picture: 'javascript:alert(1)',
      hd: ['x'],
    },
  },
  comesTo: '/dashboard',
} satisfies Case
