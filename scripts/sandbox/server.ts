import { once } from 'node:events'
import { createServer, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Context, Next } from 'koa'
import type Provider from 'oidc-provider'
import type { ClientOptions } from './clients.ts'
import { answerControl } from './control.ts'
import { type Endpoint, endpointAt } from './endpoints.ts'
import { answerFacebook } from './facebook/answer.ts'
import { applyFault } from './faults.ts'
import { listFiles } from './google/drive/list-files.ts'
import { readAuthorizationRequest } from './google/oauth/authorization.ts'
import { createProvider } from './google/oauth/provider.ts'
import { showScreens } from './google/oauth/screens.ts'
import { answerTokenRequest, revokeToken } from './google/oauth/tokens.ts'
import { answerRisc } from './google/risc/stream.ts'
import { answerHome } from './home.ts'
import { startMailServer } from './mail.ts'
import { createPanel } from './panel/answer.ts'
import { createState, type State } from './state.ts'
import { answerX } from './x/answer.ts'

const host = '127.0.0.1'

export type SandboxOptions = {
  /** 0 takes any free port. */
  port: number
  /** Where accounts, keys, grants, sessions and tokens are saved for the next start; nowhere when left out. */
  dataFile?: string
  clients: ClientOptions[]
  /** Where it takes mail, 0 for any free port; nowhere when left out. */
  mailPort?: number
}

export type Sandbox = {
  /** `http://127.0.0.1:PORT`, not `localhost`: cookies of the app and of its providers must not mix. */
  issuer: string
  /** `smtp://127.0.0.1:PORT`, when it takes mail. */
  smtpUrl: string | null
  /** Stops listening, cuts open connections and saves. */
  close(): Promise<void>
}

/** Starts a stand-in for Google, Facebook and X that only this computer can reach. Fails as `listen` does, with EADDRINUSE for one. */
export async function startSandbox({ port, dataFile, clients, mailPort }: SandboxOptions): Promise<Sandbox> {
  let listener: RequestListener = (_request, response) => response.writeHead(503).end()
  const server = createServer((request, response) => listener(request, response))
  server.listen(port, host)
  await once(server, 'listening')

  const issuer = `http://${host}:${(server.address() as AddressInfo).port}`
  const state = await createState(clients, issuer, dataFile)
  const provider = createProvider(state, issuer)
  installShared(state, provider)
  provider.use(async (ctx: Context, next: Next) => {
    if (!(await answerFacebook(state, ctx, issuer)) && !(await answerX(state, ctx))) await next()
  })
  installGoogle(state, provider)
  listener = provider.callback()
  const mail =
    mailPort === undefined ? null : await startMailServer(state.mails, mailPort, host, state.clock.now)

  return {
    issuer,
    smtpUrl: mail && `smtp://${host}:${mail.port}`,
    async close() {
      const closed = once(server, 'close')
      server.close()
      server.closeAllConnections()
      await Promise.all([closed, mail?.close()])
      await state.file.save()
    },
  }
}

/** What every request passes first, whichever provider it is meant for. */
function installShared(state: State, provider: Provider): void {
  provider.use((_ctx: Context, next: Next) => state.clock.run(next))
  provider.use((ctx: Context, next: Next) => answerControl(state, ctx, next))
  const answerPanel = createPanel(state)
  provider.use((ctx: Context, next: Next) => answerPanel(ctx, next))
  provider.use((ctx: Context, next: Next) => countAndFail(state, ctx, next))
  provider.use((ctx: Context, next: Next) => (answerHome(state, ctx) ? undefined : next()))
}

/** What is Google's and not OpenID's, around oidc-provider, which answers the rest. */
function installGoogle(state: State, provider: Provider): void {
  provider.use(readAuthorizationRequest)
  provider.use((ctx: Context, next: Next) => answerTokenRequest(state, ctx, next))
  provider.use(async (ctx: Context, next: Next) => {
    const answered = await answerEndpoint(state, provider, ctx)
    if (!answered && !(await showScreens(state, provider, ctx))) await next()
  })
}

// Counts first: a request that meets a fault was made all the same.
async function countAndFail(state: State, ctx: Context, next: Next): Promise<void> {
  const endpoint = endpointAt(ctx.path)?.endpoint
  if (!endpoint || ctx.method === 'OPTIONS') return next()
  const seen = state.log.countRequest(endpoint, ctx.method, ctx.url)
  const began = performance.now()
  ctx.res.once('finish', () => {
    seen.status = ctx.res.statusCode
    seen.milliseconds = Math.round(performance.now() - began)
  })
  const fault = state.faults.take(endpoint)
  seen.fault = fault !== undefined
  if (fault) return applyFault(fault, ctx, next)
  await next()
}

async function answerEndpoint(state: State, provider: Provider, ctx: Context): Promise<boolean> {
  const endpoint = endpointAt(ctx.path)?.endpoint
  if (await answerRisc(state, ctx, endpoint)) return true
  const answers: Partial<Record<Endpoint, () => void | Promise<void>>> = {
    drive: () => listFiles(state, provider, ctx),
    ...(ctx.method === 'POST' ? { revoke: () => revokeToken(state, ctx) } : {}),
    jwks: () => {
      ctx.body = state.google.keys.public()
    },
  }
  const answer = endpoint && answers[endpoint]
  await answer?.()
  return answer !== undefined
}
