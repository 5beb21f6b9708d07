import { freePort, startProcess, type TestProcess } from '#tests/support/processes'
import { untilAnswering } from '../entries.ts'
import { lessIsBetter, type Measure, taking } from '../measure.ts'
import { readUsage } from '../process-tree.ts'

const MEGABYTE = 1_000_000
const TOKEN_CALLS = 1_000

/** From starting a process to the first page of somebody who is signed in: one more process, beside the one that serves. */
const start: Measure = {
  name: 'start',
  title: 'start to the first signed-in page',
  entries: ['bare', 'peer', 'app'],
  async run(bench, { record }) {
    for (const { entry, sessions } of taking(bench, this)) {
      const port = await freePort()
      const began = performance.now()
      const process = entry.start(port)
      try {
        await untilAnswering(entry, { process, port, cookie: sessions[0] ?? '' })
        record(lessIsBetter('start', 'time', 'ms', 'bare'), entry.name, performance.now() - began)
      } finally {
        await process.stop()
      }
    }
  },
}

/** Physical memory of what serves, and of that with whoever watches over it. */
const memory: Measure = {
  name: 'memory',
  title: 'memory after load',
  entries: ['bare', 'constants', 'peer', 'app', 'app-2', 'app-scale'],
  async run(bench, { record }) {
    for (const { entry, process } of taking(bench, this)) {
      const usage = readUsage(process.pid)
      record(lessIsBetter('memory', 'process', 'MB', 'bare'), entry.name, usage && usage.largest / MEGABYTE)
      record(lessIsBetter('memory', 'all', 'MB', 'bare'), entry.name, usage && usage.memory / MEGABYTE)
    }
  },
}

let caller: TestProcess | undefined

/** `getAccessToken` in a process of its own, while the token is good. */
const accessToken: Measure = {
  name: 'access-token',
  title: 'getAccessToken of a token that is good',
  entries: ['app'],
  async run(bench, { record }) {
    for (const { entry } of taking(bench, this)) {
      const env = entry.environment ?? {}
      caller ??= startProcess('bench/token-caller.ts', { env, condition: 'react-server' })
      await caller.ready
      const { cpuMs, ms } = await caller.ask<{ cpuMs: number; ms: number }>({ calls: TOKEN_CALLS })
      record(lessIsBetter('access-token', 'cpu', 'ms', 'app'), entry.name, cpuMs)
      record(lessIsBetter('access-token', 'time', 'ms', 'app'), entry.name, ms)
    }
  },
}

/** Ends it, when one was started. */
export async function stopTokenCaller(): Promise<void> {
  await caller?.stop()
}

export const ofProcesses: readonly Measure[] = [start, memory, accessToken]
