import type { Context } from 'koa'

const limit = 1_000_000

/** The body of a request as text. @throws when it is longer than a megabyte. */
export async function readText(ctx: Context): Promise<string> {
  const chunks: Buffer[] = []
  let length = 0
  for await (const chunk of ctx.req) {
    length += chunk.length
    if (length > limit) throw new Error('the request body is too long for the sandbox')
    chunks.push(chunk)
  }
  return Buffer.concat(chunks).toString('utf8')
}

/** The fields of a posted form. */
export async function readForm(ctx: Context): Promise<URLSearchParams> {
  return new URLSearchParams(await readText(ctx))
}

/** Answers with a page of the sandbox, never cached and never framed. */
export function sendPage(
  ctx: Pick<Context, 'set' | 'status' | 'body' | 'type'>,
  status: number,
  html: string,
): void {
  ctx.status = status
  ctx.type = 'text/html; charset=utf-8'
  ctx.set({
    'Cache-Control': 'no-store',
    'X-Frame-Options': 'DENY',
    'Content-Security-Policy': "default-src 'none'; style-src 'unsafe-inline'; img-src * data:",
  })
  ctx.body = html
}
