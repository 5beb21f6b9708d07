import { request } from 'node:http'

type Options = { method?: string; headers?: Record<string, string | string[]>; body?: string }

export type Answer = { status: number; headers: Headers; text: string }

/** A request with exactly these headers: `fetch` adds, drops and merges some. Follows no redirect. */
export function send(url: string, { method = 'GET', headers = {}, body }: Options = {}): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const outgoing = request(url, { method, headers }, (incoming) => {
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
    outgoing.end(body)
  })
}
