import { type RequestOptions, request } from 'node:http'
import { request as requestSecurely } from 'node:https'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Plan } from './plan.ts'

const LIMIT_MS = 120_000
const POLL_MS = 100

type Address = Pick<Plan, 'port' | 'origin' | 'certificate'>

/** Waits until the app answers its first page, which compiles it, and returns the status. */
export async function waitForAnswer(address: Address): Promise<number> {
  const deadline = Date.now() + LIMIT_MS
  for (;;) {
    const status = await ask(address).catch((error: unknown) => {
      if (Date.now() > deadline) throw error
      return null
    })
    if (status !== null) return status
    await sleep(POLL_MS)
  }
}

function ask({ port, origin, certificate }: Address): Promise<number> {
  const options: RequestOptions = {
    host: '127.0.0.1',
    port,
    path: '/',
    headers: { host: new URL(origin).host },
    timeout: LIMIT_MS,
  }
  return new Promise((resolve, reject) => {
    const call = certificate ? requestSecurely({ ...options, ca: certificate.pem }) : request(options)
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
