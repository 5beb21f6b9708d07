import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { setTimeout as sleep } from 'node:timers/promises'
import { expect, test } from '@playwright/test'
import { expectWithin, within } from '#lib/deadline'

/** Another process, that answers a request some milliseconds after it has said that it has it, however busy this one is. */
const OTHER = `
  require('node:http').createServer((request, response) => {
    console.log('asked')
    setTimeout(() => response.end('answer'), 50)
  }).listen(0, '127.0.0.1', function () { console.log(String(this.address().port)) })`

/** As long work does, or other processes, or whoever stops this one. */
function block(ms: number): void {
  const until = performance.now() + ms
  while (performance.now() < until);
}

test('time in which this process was busy does not count: what has come is read, and what is left has its time', async () => {
  const other = spawn(process.execPath, ['-e', OTHER], { stdio: ['ignore', 'pipe', 'ignore'] })
  try {
    const [port] = await once(other.stdout, 'data')
    const asked = once(other.stdout, 'data')
    const ask = async () => (await fetch(`http://127.0.0.1:${Number(port)}/`)).text()
    const answers = ask().then(async (first) => [first, await ask()])
    const result = within(1_000, answers, () => ['late'])
    await asked
    block(2_500)
    expect(await result).toEqual(['answer', 'answer'])
  } finally {
    other.kill('SIGKILL')
  }
})

test('what does not come is late, after its time and once', async () => {
  let calls = 0
  const start = performance.now()
  await new Promise<void>((resolve) => {
    expectWithin(300, () => {
      calls += 1
      resolve()
    })
  })
  expect(performance.now() - start).toBeGreaterThanOrEqual(299)
  await sleep(300)
  expect(calls).toBe(1)
})

test('what has come, or failed, is awaited no more', async () => {
  const late: string[] = []
  expectWithin(100, () => late.push('ended'))()
  expect(await within(100, Promise.resolve('here'), () => 'late')).toBe('here')
  await expect(within(100, Promise.reject(new Error('it failed')), () => 'late')).rejects.toThrow('it failed')
  const thrown = within(100, new Promise<never>(() => undefined), () => {
    throw new Error('too late')
  })
  await expect(thrown).rejects.toThrow('too late')
  await sleep(300)
  expect(late).toEqual([])
})
