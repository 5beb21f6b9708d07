import { createHash, randomBytes } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'

type Client = { id: string; secret: string; redirectUri: string }
type Address = { email: string; primary: boolean; verified: boolean }
type Answer = { status: number; body?: unknown; headers?: Record<string, string> }

/** Somebody at GitHub, and what `/user` says of them. */
export type GitHubUser = {
  id: number
  login: string
  name: string | null
  avatar_url: string
  emails: Address[]
}

export const mona: GitHubUser = {
  id: 583_231,
  login: 'mona',
  name: 'Mona Lisa',
  avatar_url: 'https://avatars.example/u/583231?v=4',
  emails: [
    { email: 'old@mona.example', primary: false, verified: true },
    { email: 'mona@mona.example', primary: true, verified: true },
  ],
}

/**
 * A GitHub with one person, who agrees to everything at once, by the rules of docs.github.com that matter to who signs people
 * in. `answerNext` replaces the next answer of a path.
 */
export async function startGitHub({ id, secret, redirectUri }: Client, user: GitHubUser = mona) {
  const codes = new Map<string, { challenge: string | null; scopes: string[] }>()
  const tokens = new Map<string, string[]>()
  const replaced = new Map<string, Answer[]>()
  const asked: string[] = []

  const server = createServer(async (request, response) => {
    const url = new URL(request.url ?? '/', 'http://github')
    asked.push(`${request.method} ${url.pathname}`)
    const answer = replaced.get(url.pathname)?.shift() ?? (await answerTo(request, url))
    send(request, response, answer)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))

  async function answerTo(request: IncomingMessage, url: URL): Promise<Answer> {
    if (url.pathname === '/login/oauth/authorize') return authorize(url.searchParams)
    if (url.pathname === '/login/oauth/access_token')
      return { status: 200, body: exchange(new URLSearchParams(await text(request))) }
    if (!request.headers['user-agent']) return { status: 403, body: 'Request forbidden by rules' }
    if (url.pathname === `/applications/${id}/grant`) return removeGrant(request)
    const scopes = tokens.get(/^Bearer (.+)$/.exec(request.headers.authorization ?? '')?.[1] ?? '')
    if (!scopes) return { status: 401, body: { message: 'Bad credentials' } }
    const { emails, ...profile } = user
    if (url.pathname === '/user') return { status: 200, body: profile }
    if (url.pathname === '/user/emails' && scopes.includes('user:email')) return { status: 200, body: emails }
    return { status: 404, body: { message: 'Not Found' } }
  }

  function authorize(query: URLSearchParams): Answer {
    const back = new URL(query.get('redirect_uri') ?? redirectUri)
    const known = query.get('client_id') === id && back.href === redirectUri
    if (!known) return { status: 404, body: 'Not Found' }
    const code = randomBytes(10).toString('hex')
    codes.set(code, {
      challenge: query.get('code_challenge'),
      scopes: (query.get('scope') ?? '').split(' ').filter(Boolean),
    })
    back.searchParams.set('code', code)
    back.searchParams.set('state', query.get('state') ?? '')
    return { status: 302, headers: { location: back.href } }
  }

  /** All its refusals have status 200. */
  function exchange(form: URLSearchParams): Record<string, string> {
    if (form.get('client_id') !== id || form.get('client_secret') !== secret)
      return { error: 'incorrect_client_credentials' }
    const code = codes.get(form.get('code') ?? '')
    codes.delete(form.get('code') ?? '')
    if (!code) return { error: 'bad_verification_code' }
    if (form.get('redirect_uri') !== redirectUri) return { error: 'redirect_uri_mismatch' }
    const verifier = createHash('sha256').update(form.get('code_verifier') ?? '')
    if (code.challenge !== null && code.challenge !== verifier.digest('base64url'))
      return { error: 'bad_verification_code' }
    const token = `gho_${randomBytes(18).toString('hex')}`
    tokens.set(token, code.scopes)
    return { access_token: token, scope: code.scopes.join(','), token_type: 'bearer' }
  }

  async function removeGrant(request: IncomingMessage): Promise<Answer> {
    const basic = `Basic ${Buffer.from(`${id}:${secret}`).toString('base64')}`
    if (request.headers.authorization !== basic) return { status: 401, body: { message: 'Bad credentials' } }
    const { access_token } = JSON.parse(await text(request)) as { access_token?: string }
    if (!tokens.has(access_token ?? '')) return { status: 404, body: { message: 'Not Found' } }
    tokens.clear()
    return { status: 204 }
  }

  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    /** Every request, as `GET /user`. */
    asked,
    tokens,
    answerNext: (path: string, answer: Answer) => replaced.set(path, [...(replaced.get(path) ?? []), answer]),
    close: async () => {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

/** As a form, unless JSON is asked for. */
function send({ headers: { accept } }: IncomingMessage, response: ServerResponse, answer: Answer): void {
  const { status, body, headers } = answer
  if (typeof body !== 'object' || body === null) {
    response.writeHead(status, { 'content-type': 'text/html', ...headers }).end(body)
    return
  }
  const isJson = accept?.includes('json')
  const type = isJson ? 'application/json; charset=utf-8' : 'application/x-www-form-urlencoded'
  const content = isJson ? JSON.stringify(body) : String(new URLSearchParams(body as Record<string, string>))
  response.writeHead(status, { 'content-type': type, ...headers }).end(content)
}
