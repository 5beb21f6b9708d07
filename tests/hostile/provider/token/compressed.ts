import { gzipSync } from 'node:zlib'
import { type Case, EVERY } from '#tests/hostile/provider/case'

/** A compression that nobody asked for. */
export default {
  tag: '@R77',
  of: EVERY,
  lie: { token: { headers: { 'content-encoding': 'gzip' }, body: gzipSync('{}') } },
  comesTo: 'provider_unavailable',
} satisfies Case
