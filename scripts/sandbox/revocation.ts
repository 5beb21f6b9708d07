import type { Context } from 'koa'
import { endAccess } from './access.ts'
import { epochSeconds } from './clock.ts'
import { readForm } from './http.ts'
import type { World } from './world.ts'

/** Ends everything the token's account granted to its client, whichever token it is, as Google does. */
export async function revokeToken({ store }: World, ctx: Context): Promise<void> {
  const query = ctx.query.token
  const token = typeof query === 'string' ? query : ((await readForm(ctx)).get('token') ?? '')
  const payload = store.find('RefreshToken', token) ?? store.find('AccessToken', token)
  if (!payload?.grantId || payload.consumed || (payload.exp ?? 0) <= epochSeconds()) {
    ctx.status = 400
    ctx.body = { error: 'invalid_token', error_description: 'Token expired or revoked' }
    return
  }
  endAccess(store, payload.grantId)
  ctx.status = 200
  ctx.body = {}
}
