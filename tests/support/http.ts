import { request } from 'node:http'

/** A body in pieces is sent in chunks, as large as each piece. */
type Options = { method?: string; headers?: Record<string, string | string[]>; body?: string | string[] }

export type Answer = { status: number; headers: Headers; text: string }

/**
 * A request with exactly these headers: `fetch` adds, drops and merges some. Follows no redirect. On a connection of its
 * own: one that waited for its next use may be closed by the server at that moment.
 */
export function send(url: string, { method = 'GET', headers = {}, body }: Options = {}): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const outgoing = request(url, { method, headers, agent: false }, (incoming) => {
      const chunks: Buffer[] = []
      incoming.on('data', (chunk: Buffer) => chunks.push(chunk))
      incoming.on('error', reject)
      incoming.on('end', () => {
        const answer = new Headers()
        for (const [name, value] of Object.entries(incoming.headersDistinct)) {
          for (const item of value ?? []) answer.append(name, item)
        }
        resolve({ status: incoming.statusCode ?? 0, headers: answer, text: Buffer.concat(chunks).toString() })
      })
    })
    outgoing.on('error', reject)
    if (Array.isArray(body)) for (const piece of body) outgoing.write(piece)
    outgoing.end(Array.isArray(body) ? undefined : body)
  })
}

/** The cookies that a browser has of one site, by name. One for some path alone has the key `name;path`. */
export class CookieJar extends Map<string, string> {
  /** Does what an answer says with `Set-Cookie`. */
  keep(headers: Headers): void {
    for (const line of headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? []
      const path = /;\s*path=([^;]+)/i.exec(line)?.[1] ?? '/'
      const key = path === '/' ? name : `${name};${path}`
      if (value) this.set(key, value)
      else this.delete(key)
    }
  }

  /** The headers to send to a path: none when there is no cookie for it. */
  headersFor(path: string): { cookie?: string } {
    const pairs = [...this].flatMap(([key, value]) => {
      const [name = '', scope = '/'] = key.split(';')
      return path.startsWith(scope) ? [`${name}=${value}`] : []
    })
    return pairs.length > 0 ? { cookie: pairs.join('; ') } : {}
  }
}
