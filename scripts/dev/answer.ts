import { request } from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'

const LIMIT_MS = 120_000
const POLL_MS = 100

/** Waits until the app answers its first page, which compiles it, and returns the status. */
export async function waitForAnswer(port: number, origin: string): Promise<number> {
  const deadline = Date.now() + LIMIT_MS
  for (;;) {
    const status = await ask(port, new URL(origin).host).catch((error: unknown) => {
      if (Date.now() > deadline) throw error
      return null
    })
    if (status !== null) return status
    await sleep(POLL_MS)
  }
}

function ask(port: number, host: string): Promise<number> {
  return new Promise((resolve, reject) => {
    const call = request({ host: '127.0.0.1', port, path: '/', headers: { host }, timeout: LIMIT_MS })
    call.once('response', (response) => {
      response.resume()
      response.once('end', () => resolve(response.statusCode ?? 0))
      response.once('error', reject)
    })
    call.once('timeout', () => call.destroy(new Error('The app does not answer')))
    call.once('error', reject)
    call.end()
  })
}
