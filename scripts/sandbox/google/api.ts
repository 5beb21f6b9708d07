import type { Context } from 'koa'
import type Provider from 'oidc-provider'
import type { Person } from '../people.ts'
import type { State } from '../state.ts'
import { findGrant } from './oauth/grants.ts'

/** What is called, as Google names it where it refuses, and the scope that it needs. */
export type Method = { service: string; name: string; scope: string }

/** Whose bearer token this is. Both the token and the grant behind it must have the scope. */
export async function findBearer(
  { people, google }: State,
  provider: Provider,
  ctx: Context,
  method: Method,
): Promise<Person> {
  const [, bearer = ''] = /^Bearer (.+)$/i.exec(ctx.get('authorization')) ?? []
  const token = await provider.AccessToken.find(bearer)
  const person = token && people.find(token.accountId)
  const grant = person && findGrant(google.records, person.sub, token.clientId ?? '')
  if (!grant) throw new ApiRefusal('credentials')
  if (!token.scopes.has(method.scope) || !grant.scopes.includes(method.scope)) throw new ApiRefusal('scope')
  return person
}

type Refusal = {
  code: number
  message: string
  status: string
  reason: string
  short?: string
  details?: unknown[]
  challenge?: string
}

const challenge = 'Bearer realm="https://accounts.google.com/"'

const refusals = {
  credentials: () => ({
    code: 401,
    message:
      'Request had invalid authentication credentials. Expected OAuth 2 access token, login cookie or other ' +
      'valid authentication credential. See https://developers.google.com/identity/sign-in/web/devconsole-project.',
    status: 'UNAUTHENTICATED',
    reason: 'authError',
    short: 'Invalid Credentials',
    challenge: `${challenge}, error="invalid_token"`,
  }),
  scope: (_subject: string, method: Method) => ({
    code: 403,
    message: 'Request had insufficient authentication scopes.',
    status: 'PERMISSION_DENIED',
    reason: 'insufficientPermissions',
    short: 'Insufficient Permission',
    details: [
      {
        '@type': 'type.googleapis.com/google.rpc.ErrorInfo',
        reason: 'ACCESS_TOKEN_SCOPE_INSUFFICIENT',
        domain: 'googleapis.com',
        metadata: { service: method.service, method: method.name },
      },
    ],
    challenge: `${challenge}, error="insufficient_scope"`,
  }),
  value: () => ({ code: 400, message: 'Invalid Value', status: 'INVALID_ARGUMENT', reason: 'invalid' }),
  field: (name: string) => ({
    code: 400,
    message: `Invalid field selection ${name}`,
    status: 'INVALID_ARGUMENT',
    reason: 'invalidParameter',
  }),
  // The texts of these two are Google's; the reason of the first is not documented.
  sharedDrives: () => ({
    code: 403,
    message:
      'The includeItemsFromAllDrives parameter must be set to true when driveId is specified or corpora contains drive or allDrives.',
    status: 'PERMISSION_DENIED',
    reason: 'teamDrivesParameterRequired',
  }),
  driveId: () => ({
    code: 403,
    message: 'The driveId parameter must be specified if and only if corpora is set to drive.',
    status: 'PERMISSION_DENIED',
    reason: 'teamDriveIdRequiresTeamDriveCorpora',
  }),
} satisfies Record<string, (subject: string, method: Method) => Refusal>

/** Why an API will not answer. `subject` is the parameter, or the field. */
export class ApiRefusal extends Error {
  override name = 'ApiRefusal'
  readonly why: keyof typeof refusals
  readonly subject: string
  constructor(why: keyof typeof refusals, subject = '') {
    super(why)
    this.why = why
    this.subject = subject
  }
}

/**
 * Answers with an error in the shape of Google's APIs
 * (https://developers.google.com/workspace/drive/api/guides/handle-errors).
 */
export function refuse(ctx: Context, { why, subject }: ApiRefusal, method: Method): void {
  const refusal: Refusal = refusals[why](subject, method)
  const { code, message, status, reason, short = message, details } = refusal
  const location = why === 'credentials' ? 'Authorization' : why === 'field' ? 'fields' : subject
  const locationType = why === 'credentials' ? 'header' : 'parameter'
  ctx.status = code
  if (refusal.challenge) ctx.set('WWW-Authenticate', refusal.challenge)
  ctx.body = {
    error: {
      code,
      message,
      errors: [{ message: short, domain: 'global', reason, ...(location ? { location, locationType } : {}) }],
      status,
      ...(details ? { details } : {}),
    },
  }
}
