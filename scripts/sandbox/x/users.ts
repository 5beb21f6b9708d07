import type { Context } from 'koa'
import type { Person, XAccount } from '../people.ts'
import type { State } from '../state.ts'
import { xName, xPicture } from './authorize.ts'
import { partialError, refuseCall, refuseParameter } from './errors.ts'
import type { XToken } from './state.ts'

/** Thousandths of a dollar for a user that is read (https://docs.x.com/x-api/getting-started/pricing). */
const userPrice = 10

const fields = [
  'id',
  'name',
  'username',
  'profile_image_url',
  'confirmed_email',
  'protected',
  'verified',
  'created_at',
]

/** `GET /2/users/me`: who the token speaks for (https://docs.x.com/x-api/users/get-my-user). */
export function answerMe(state: State, ctx: Context): void {
  const caller = findCaller(state, ctx, 'me')
  if (!caller) return
  const asked = readList(ctx, 'user.fields')
  const unknown = asked.find((field) => !fields.includes(field))
  if (unknown !== undefined) {
    refuseParameter(ctx, 'user.fields', unknown)
    return
  }
  const { person, account, token } = caller
  state.x.charge([`user:${account.id}`], userPrice)
  const mayEmail = token.scopes.includes('users.email') && state.x.settings.requestEmail
  const picture = xPicture(person, account)
  const values: Record<string, unknown> = {
    profile_image_url: picture && new URL(picture, `http://${ctx.host}`).href,
    confirmed_email: mayEmail ? account.confirmed_email : null,
    protected: account.protected,
    verified: account.verified,
    created_at: '2012-03-21T20:50:14.000Z',
  }
  const shown = asked.filter((field) => values[field] !== undefined && values[field] !== null)
  const data = { id: account.id, name: xName(person, account), username: account.username }
  const refused = asked.includes('confirmed_email') && !mayEmail
  ctx.body = {
    data: { ...data, ...Object.fromEntries(shown.map((field) => [field, values[field]])) },
    ...(refused && {
      errors: [
        partialError('field-unauthorized', { type: 'user', id: account.id, field: 'confirmed_email' }),
      ],
    }),
  }
}

type Caller = { person: Person; account: XAccount; token: XToken }

/**
 * Whose token it is; undefined when X has refused. Both endpoints of the sandbox need `tweet.read` and `users.read`
 * (X’s openapi.json, `security`). What is left of the limit is in the headers of every answer.
 */
export function findCaller(state: State, ctx: Context, endpoint: 'me' | 'tweets'): Caller | undefined {
  const [, bearer = ''] = /^Bearer (.+)$/i.exec(ctx.get('authorization')) ?? []
  const token = state.x.findToken(bearer, 'access_token')
  const grant = token && state.x.findGrant(token.grantId)
  const person = grant && state.people.find(grant.sub)
  const account = person?.x
  if (!token || !person || !account) return deny(ctx, 'unauthorized')

  const { settings } = state.x
  const limit = endpoint === 'me' ? settings.meLimit : settings.tweetsLimit
  const { left, resetAt } = state.x.countAgainst(limit, `${endpoint}|${token.grantId}`)
  ctx.set({
    'x-rate-limit-limit': String(limit),
    'x-rate-limit-remaining': String(Math.max(0, left)),
    'x-rate-limit-reset': String(resetAt),
  })
  if (left < 0) return deny(ctx, 'limited')
  if (!token.scopes.includes('tweet.read') || !token.scopes.includes('users.read'))
    return deny(ctx, 'forbidden')
  if (settings.credits === 0) return deny(ctx, 'credits')
  if (!account.suspended) return { person, account, token }
  if (settings.suspendedAs === 'unauthorized') return deny(ctx, 'unauthorized')
  if (settings.suspendedAs === 'forbidden') return deny(ctx, 'suspended')
  ctx.body = { errors: [partialError('resource-not-found', { type: 'user', id: account.id })] }
  return undefined
}

function deny(ctx: Context, why: Parameters<typeof refuseCall>[1]): undefined {
  refuseCall(ctx, why)
}

/** A list in the query, by the first of these names that is there. */
export function readList(ctx: Context, ...names: string[]): string[] {
  const query = new URLSearchParams(ctx.querystring)
  const name = names.find((one) => query.has(one))
  return name ? (query.get(name) ?? '').split(',').filter(Boolean) : []
}
