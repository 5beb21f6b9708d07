import { createHmac } from 'node:crypto'
import { type Case, OPENID } from '#tests/hostile/provider/case'

/** By the public key, taken for a secret. */
export default {
  tag: '@R12',
  of: OPENID,
  lie: {
    forge: (idToken, { published }) => {
      const head = Buffer.from(JSON.stringify({ alg: 'HS256' })).toString('base64url')
      const signed = `${head}.${idToken.split('.')[1]}`
      return `${signed}.${createHmac('sha256', JSON.stringify(published)).update(signed).digest('base64url')}`
    },
  },
} satisfies Case
