import { type Case, EVERY } from '#tests/hostile/provider/case'

/** What a provider says of an error is never repeated. */
export default {
  tag: '@R36',
  of: EVERY,
  lie: { token: { status: 400, body: '{"error":"<script>","error_description":"<script>"}' } },
} satisfies Case
