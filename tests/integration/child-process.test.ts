import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { test as base, expect } from '@playwright/test'
import { z } from 'zod'
import { type Child, describeExit, startChild, supervise } from '#server/child-process'

const ready = z.object({ type: z.literal('ready'), port: z.number() })
const MODULE = new URL('../../server/child-process.ts', import.meta.url).href

type Start = (source: string) => Promise<Child<z.infer<typeof ready>>>

/** `start` runs a script that has what the module offers to a child. */
const test = base.extend<{ start: Start }>({
  start: async ({}, use) => {
    const directory = await mkdtemp(join(tmpdir(), 'latchkey-child-'))
    const children: Child<unknown>[] = []
    await use(async (source) => {
      const file = join(directory, `${children.length}.mjs`)
      await writeFile(file, `import { onStop, report } from '${MODULE}'\n${source}`)
      const env = { NODE_ENV: process.env.NODE_ENV, PATH: process.env.PATH }
      const child = startChild({ name: 'The part', file: pathToFileURL(file), env, ready })
      children.push(child)
      return child
    })
    await Promise.all(children.map((child) => child.stop()))
    await rm(directory, { recursive: true })
  },
})

test('a process says when it is ready, and ends in its own way when it is asked to', async ({ start }) => {
  const part = await start(`onStop(() => process.exit(3)); await report({ type: 'ready', port: 7 })`)
  expect(await part.ready).toEqual({ type: 'ready', port: 7 })
  await part.stop()
  expect(describeExit(await part.exited)).toBe('ended with code 3')
})

test('a process that says why it failed, or ends before it is ready, is not waited for', async ({
  start,
}) => {
  const failing = await start(`await report({ type: 'failed', message: 'No key' }); process.exit(1)`)
  await expect(failing.ready).rejects.toThrow('No key')
  expect(await failing.exited).toEqual({ code: 1, signal: null, failure: 'No key' })

  const silent = await start(`process.kill(process.pid, 'SIGKILL')`)
  await expect(silent.ready).rejects.toThrow('The part was ended by SIGKILL before it was ready')
})

test('what a process started ends with it, by force too', async ({ start }) => {
  const source = `
    import { spawn } from 'node:child_process'
    onStop(() => process.exit(0))
    const grandchild = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1e6)'], { stdio: ['ignore', 'ignore', 'inherit'] })
    await report({ type: 'ready', port: grandchild.pid })`
  for (const end of ['stop', 'force'] as const) {
    const part = await start(source)
    const { port: pid } = await part.ready
    void part[end]()
    await part.exited
    await expect.poll(() => isThere(pid)).toBe(false)
  }
})

test('a process that was started in another way is watched over alike', async () => {
  const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1e6)'], { stdio: 'ignore' })
  await once(child, 'spawn')
  const part = supervise(child, { name: 'The part', ready })
  await part.stop()
  expect(describeExit(await part.exited)).toBe('was ended by SIGTERM')

  const missing = supervise(spawn('/there/is/no/such/program'), { name: 'The part', ready })
  await expect(missing.ready).rejects.toThrow('ENOENT')
})

/** A process that has ended and that nobody has asked about counts as gone. */
function isThere(pid: number): boolean {
  const { stdout } = spawnSync('ps', ['-o', 'stat=', '-p', String(pid)], { encoding: 'utf8' })
  return stdout.trim() !== '' && !stdout.startsWith('Z')
}
