import { type Case, EVERY } from '#tests/hostile/provider/case'

/** A proxy's page with 200. */
export default {
  tag: '@R25',
  of: EVERY,
  lie: { token: { headers: { 'content-type': 'text/html' }, body: '<html>' } },
} satisfies Case
