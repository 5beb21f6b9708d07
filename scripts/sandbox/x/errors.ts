import type { Context } from 'koa'
import { problemPage, sendPage } from '../pages.ts'

/**
 * What X’s token endpoint refuses with. The texts are those that X was seen to send
 * (https://github.com/plhery/node-twitter-api-v2/issues/496 and others): X documents none of them.
 */
export const tokenRefusals = {
  token: [400, 'invalid_request', 'Value passed for the token was invalid.'],
  code: [400, 'invalid_request', 'Value passed for the authorization code was invalid.'],
  redirect: [
    400,
    'invalid_request',
    'Value passed for the redirect uri did not match the uri of the authorization code.',
  ],
  verifier: [400, 'invalid_request', 'Value passed for the code verifier did not match the code challenge.'],
  parameter: [400, 'invalid_request', 'Missing required parameter [client_id].'],
  grantType: [400, 'unsupported_grant_type', 'Value passed for the grant type was invalid.'],
  header: [401, 'unauthorized_client', 'Missing valid authorization header'],
  client: [400, 'invalid_client', 'Value passed for the client id was invalid.'],
} as const

export function refuseToken(ctx: Context, why: keyof typeof tokenRefusals): void {
  const [status, error, error_description] = tokenRefusals[why]
  ctx.status = status
  ctx.body = { error, error_description }
}

const problems = 'https://api.x.com/2/problems'

/**
 * An error of the API (https://docs.x.com/x-api/fundamentals/response-codes-and-errors). That of an account without
 * credits is not on that page; https://github.com/tryethernal/ethernal/pull/1324 met it.
 */
const apiErrors = {
  unauthorized: { status: 401, title: 'Unauthorized', detail: 'Unauthorized', type: 'about:blank' },
  forbidden: { status: 403, title: 'Forbidden', detail: 'Forbidden', type: 'about:blank' },
  suspended: {
    status: 403,
    title: 'Forbidden',
    detail: 'Your account is suspended and is not permitted to access this feature.',
    type: 'about:blank',
  },
  limited: { status: 429, title: 'Too Many Requests', detail: 'Too Many Requests', type: 'about:blank' },
  credits: {
    status: 402,
    title: 'CreditsDepleted',
    detail: 'Your enrolled account [1000] does not have any credits to fulfill this request.',
    type: `${problems}/credits`,
  },
} as const

export function refuseCall(ctx: Context, why: keyof typeof apiErrors): void {
  ctx.status = apiErrors[why].status
  ctx.body = apiErrors[why]
}

/** A parameter that the API does not take. */
export function refuseParameter(ctx: Context, parameter: string, value: string): void {
  ctx.status = 400
  ctx.body = {
    errors: [
      {
        parameters: { [parameter]: [value] },
        message: `The \`${parameter}\` query parameter value [${value}] is not valid`,
      },
    ],
    title: 'Invalid Request',
    detail: 'One or more parameters to your request was invalid.',
    type: `${problems}/invalid-request`,
  }
}

/** One thing that could not be read, in an answer with status 200. */
export function partialError(
  kind: 'resource-not-found' | 'not-authorized-for-resource' | 'field-unauthorized',
  resource: { type: 'user' | 'tweet'; id: string; field?: string },
) {
  const title = { 'resource-not-found': 'Not Found Error' }[kind as string] ?? 'Authorization Error'
  return {
    resource_id: resource.id,
    resource_type: resource.type,
    parameter: resource.field ?? 'id',
    ...(resource.field ? { field: resource.field } : {}),
    value: resource.id,
    title,
    detail: `Could not read ${resource.type} with id: [${resource.id}].`,
    type: `${problems}/${kind}`,
  }
}

/**
 * The one page that X shows for whatever is wrong with a request, with status 200 and without a way back: it tells
 * nobody what the matter is. Here it says so underneath, for developers.
 */
export function sendErrorPage(ctx: Context, reason: string): void {
  sendPage(
    ctx,
    200,
    problemPage(
      {
        title: 'Something went wrong',
        text: 'You weren’t able to give access to the App. Go back and try logging in again.',
        code: `X does not say why; the sandbox does: ${reason}`,
      },
      'X',
    ),
  )
}
