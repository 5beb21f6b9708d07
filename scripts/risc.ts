/** `npm run risc -- register | status | verify | enable | disable`: the stream of security events from Google. */
import { randomBytes } from 'node:crypto'
import { existsSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { db } from '#lib/db/client'
import { env } from '#lib/env'
import {
  EVENTS_PATH,
  type EventStream,
  findMissingEvents,
  type RiscApi,
  readServiceAccount,
  readStream,
  registerStream,
  requestVerification,
  setStreamStatus,
} from '#lib/google/event-stream'
import { runCommand } from './process/run.ts'

const DEVELOPMENT = new URL('doctor/development.ts', import.meta.url)
const ROOT = fileURLToPath(new URL('..', import.meta.url))

/** Milliseconds for which an event that was asked for is awaited, and between two looks. */
const TIMEOUT_MS = 30_000
const LOOK_MS = 500

const commands: Record<string, (api: RiscApi) => Promise<string>> = {
  async register(api) {
    const origin = env().AUTH_URL
    if (!origin.startsWith('https://') && isReal(api))
      throw new Error('Google sends to https alone: AUTH_URL is not')
    await registerStream(api, origin)
    return `Google sends security events to ${origin}${EVENTS_PATH}. Try it: npm run risc -- verify`
  },
  async status(api) {
    const stream = await readStream(api)
    return stream ? describe(stream) : 'No stream is registered. Do it with: npm run risc -- register'
  },
  async verify(api) {
    const state = `verify ${randomBytes(8).toString('hex')}`
    await requestVerification(api, state)
    console.log('Google was asked for an event. Waiting for it …')
    const began = performance.now()
    while (performance.now() - began < TIMEOUT_MS) {
      const row = await db().securityEvent.findFirst({ where: { kind: 'verification', state } })
      if (row)
        return `It arrived after ${Math.round(performance.now() - began)} ms: events reach this database.`
      await sleep(LOOK_MS)
    }
    throw new Error(
      `It has not arrived in ${TIMEOUT_MS / 1000} seconds. Does ${env().AUTH_URL}${EVENTS_PATH} answer, does it use this database, and what does npm run risc -- status say?`,
    )
  },
  async enable(api) {
    await setStreamStatus(api, 'enabled')
    return 'The stream is on.'
  },
  async disable(api) {
    await setStreamStatus(api, 'disabled')
    return 'The stream is off: Google sends nothing, and keeps nothing for later.'
  },
}

await runCommand(main)

async function main([name = '', ...rest]: string[]): Promise<number> {
  const command = Object.hasOwn(commands, name) ? commands[name] : undefined
  if (!command || rest.length > 0)
    throw new Error(`Usage: npm run risc -- ${Object.keys(commands).join(' | ')}`)
  await loadEnvironment()
  const { GOOGLE_SERVICE_ACCOUNT: setting, GOOGLE_RISC_URL: url } = env()
  if (!setting) throw new Error('GOOGLE_SERVICE_ACCOUNT is not set: docs/production.md says how to get a key')
  console.log(await command({ url, key: await readServiceAccount(setting) }))
  return 0
}

/** That of `npm run dev`, when it runs here; or else what `npm start` would have. */
async function loadEnvironment(): Promise<void> {
  if (process.env.NODE_ENV !== 'production' && existsSync(DEVELOPMENT)) {
    const { findDevelopment } = await import('./doctor/development.ts')
    const found = await findDevelopment(ROOT)
    if (found) Object.assign(process.env, found.environment)
    if (found) return
  }
  if (existsSync('.env')) process.loadEnvFile('.env')
}

function isReal({ url }: RiscApi): boolean {
  return new URL(url).hostname.endsWith('.googleapis.com')
}

function describe(stream: EventStream): string {
  const expected = env().AUTH_URL + EVENTS_PATH
  const missing = findMissingEvents(stream)
  return [
    `The stream is ${stream.status}, and goes to ${stream.url ?? 'nowhere'}.`,
    ...(stream.url === expected ? [] : [`This site takes events at ${expected}: npm run risc -- register`]),
    ...(missing.length === 0
      ? ['Every event that this site knows is asked for.']
      : [`It does not send ${missing.join(', ')}: npm run risc -- register`]),
  ].join('\n')
}
