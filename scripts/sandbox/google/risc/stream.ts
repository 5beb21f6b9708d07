import { importJWK, jwtVerify } from 'jose'
import type { Context } from 'koa'
import { z } from 'zod'
import { epochSeconds } from '../../clock.ts'
import { type Endpoint, paths } from '../../endpoints.ts'
import { readText } from '../../pages.ts'
import type { State } from '../../state.ts'
import { eventSchema, eventTypes, sendEvent } from './events.ts'

const AUDIENCE = 'https://risc.googleapis.com/google.identity.risc.v1beta.RiscManagementService'
const PUSH = 'https://schemas.openid.net/secevent/risc/delivery-method/push'
const HOUR = 3_600

/** A call that Google’s API refuses, as its APIs say it. */
class ApiError extends Error {
  readonly code: number
  readonly status: string
  constructor(code: number, status: string, message: string) {
    super(message)
    this.code = code
    this.status = status
  }
}

const streamShape = z.object({
  delivery: z.object({ delivery_method: z.literal(PUSH), url: z.url() }),
  events_requested: z.array(z.string()).min(1),
})
const statusShape = z.object({ status: z.enum(['enabled', 'disabled']) })
const verifyShape = z.object({ state: z.string().max(500).optional() })

type Call = (state: State, body: unknown) => object | Promise<object>

/** https://developers.google.com/identity/protocols/risc#register_receiver */
const calls: Partial<Record<Endpoint, { method: 'GET' | 'POST'; run: Call }>> = {
  'risc-stream': { method: 'GET', run: (state) => describeStream(state) },
  'risc-update': {
    method: 'POST',
    run: (state, body) => {
      const { delivery, events_requested: events } = read(streamShape, body)
      const unknown = events.filter((event) => !Object.values<string>(eventTypes).includes(event))
      if (unknown.length > 0) throw new ApiError(400, 'INVALID_ARGUMENT', `Unknown event type ${unknown[0]}`)
      state.google.risc.setStream({ url: delivery.url, events, status: 'enabled' })
      return describeStream(state)
    },
  },
  'risc-status': { method: 'GET', run: (state) => ({ status: streamOf(state).status }) },
  'risc-status-update': {
    method: 'POST',
    run: (state, body) => {
      state.google.risc.setStream({ ...streamOf(state), ...read(statusShape, body) })
      return {}
    },
  },
  'risc-verify': {
    method: 'POST',
    run: (state, body) => {
      streamOf(state)
      state.google.risc.addVerification(read(verifyShape, body).state ?? '')
      const order = eventSchema.parse({ event: 'verification', ...read(verifyShape, body) })
      // The event comes by the stream, after the answer or before it.
      void sendEvent(state, order)
      return {}
    },
  },
}

/** Answers what is Google’s about security events: who signs them, and where they go. */
export async function answerRisc(
  state: State,
  ctx: Context,
  endpoint: Endpoint | undefined,
): Promise<boolean> {
  if (endpoint === 'risc-configuration') {
    ctx.body = {
      issuer: `${state.issuer}/`,
      jwks_uri: `${state.issuer}${paths.jwks}`,
      delivery_methods_supported: [PUSH],
      configuration_endpoint: `${state.issuer}${paths['risc-stream']}`,
      status_endpoint: `${state.issuer}${paths['risc-status']}`,
      verification_endpoint: `${state.issuer}${paths['risc-verify']}`,
    }
    return true
  }
  const call = endpoint && calls[endpoint]
  if (!call || ctx.method !== call.method) return false
  try {
    await requireServiceAccount(state, ctx.get('authorization'))
    const text = ctx.method === 'POST' ? await readText(ctx) : ''
    ctx.body = await call.run(state, text ? JSON.parse(text) : {})
  } catch (error) {
    const { code, status, message } =
      error instanceof ApiError
        ? error
        : new ApiError(400, 'INVALID_ARGUMENT', 'Invalid JSON payload received.')
    ctx.status = code
    ctx.body = { error: { code, message, status } }
  }
  return true
}

function describeStream(state: State): object {
  const { url, events, status } = streamOf(state)
  return {
    iss: `${state.issuer}/`,
    aud: state.clientsOf('google').map(({ id }) => id),
    delivery: { delivery_method: PUSH, url },
    events_requested: events,
    events_supported: Object.values(eventTypes),
    status,
  }
}

function streamOf({ google }: State) {
  const stream = google.risc.stream()
  if (!stream) throw new ApiError(404, 'NOT_FOUND', 'Requested entity was not found.')
  return stream
}

function read<Shape extends z.ZodType>(shape: Shape, body: unknown): z.output<Shape> {
  const parsed = shape.safeParse(body)
  if (parsed.success) return parsed.data
  throw new ApiError(400, 'INVALID_ARGUMENT', z.prettifyError(parsed.error))
}

/** "Generate an authorization token": RS256 by the key of the account, for this service, for an hour. */
async function requireServiceAccount({ google }: State, authorization: string): Promise<void> {
  const refuse = () => new ApiError(401, 'UNAUTHENTICATED', 'Request had invalid authentication credentials.')
  const token = /^Bearer (\S+)$/.exec(authorization)?.[1] ?? ''
  const verified = await jwtVerify(
    token,
    async ({ kid }) => {
      const account = google.risc.findKey(kid)
      if (!account) throw refuse()
      return importJWK(account.key, 'RS256')
    },
    {
      algorithms: ['RS256'],
      audience: AUDIENCE,
      requiredClaims: ['iss', 'sub', 'iat', 'exp'],
      currentDate: new Date(epochSeconds() * 1000),
    },
  ).catch(() => {
    throw refuse()
  })
  const { iss, sub, iat = 0, exp = 0 } = verified.payload
  const { email } = google.risc.findKey(verified.protectedHeader.kid) ?? {}
  if (iss !== email || sub !== email || exp - iat > HOUR) throw refuse()
}
