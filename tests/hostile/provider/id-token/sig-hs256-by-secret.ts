import { createHmac } from 'node:crypto'
import { type Case, OPENID } from '#tests/hostile/provider/case'

/** oidcc-client-test-invalid-sig-hs256: by the secret that both sides know. */
export default {
  tag: '@R12',
  of: OPENID,
  lie: {
    forge: (idToken, { secret }) => {
      const head = Buffer.from(JSON.stringify({ alg: 'HS256' })).toString('base64url')
      const signed = `${head}.${idToken.split('.')[1]}`
      return `${signed}.${createHmac('sha256', secret).update(signed).digest('base64url')}`
    },
  },
} satisfies Case
