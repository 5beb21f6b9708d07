import type { Context } from 'koa'
import { endpointAt, paths } from '../endpoints.ts'
import { drawPortrait } from '../home.ts'
import type { State } from '../state.ts'
import { answerDialog } from './dialog.ts'
import { fail } from './errors.ts'
import { answerPermissions, readGraph } from './graph.ts'
import { findPicture } from './people.ts'
import { answerToken } from './token.ts'

/**
 * Answers what is Facebook’s: its endpoints, its screens and its pictures. False when the address is none of them.
 *
 * @param origin the sandbox’s own address
 */
export async function answerFacebook(state: State, ctx: Context, origin: string): Promise<boolean> {
  if (await answerDialog(state, ctx)) return true
  const { endpoint, id = '' } = endpointAt(ctx.path) ?? {}
  if (endpoint === 'facebook-token') await answerToken(state, ctx, origin)
  else if (endpoint === 'facebook-keys') ctx.body = state.facebook.keys.public()
  else {
    const [, user, permission] = onePermission.exec(ctx.path) ?? []
    const atPermissions = user !== undefined || endpoint === 'facebook-permissions'
    if (!atPermissions && endpoint !== 'facebook-graph') return answerPicture(state, ctx)
    const answer = atPermissions
      ? answerPermissions(state, ctx, user ?? id, permission)
      : readGraph(state, ctx, id, origin)
    if (answer.error) fail(ctx, answer.error)
    else ctx.body = answer.body
  }
  return true
}

const onePermission = new RegExp(`^${paths['facebook-permissions'].replace(':id', '([^/]+)')}/([^/]+)$`)

function answerPicture(state: State, ctx: Context): boolean {
  const person = findPicture(state, ctx)
  if (person === undefined) return false
  if (person === null) {
    ctx.status = 403
    ctx.body = 'URL signature expired'
    return true
  }
  ctx.type = 'image/svg+xml'
  ctx.set('Cache-Control', 'private, max-age=3600')
  ctx.body = drawPortrait(person)
  return true
}
