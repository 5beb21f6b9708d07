import { type Case, EVERY } from '#tests/hostile/provider/case'

/** JSON that says it is a page. */
export default {
  tag: '@R25',
  of: EVERY,
  lie: {
    token: { headers: { 'content-type': 'text/html' }, body: '{"access_token":"a","token_type":"Bearer"}' },
  },
} satisfies Case
