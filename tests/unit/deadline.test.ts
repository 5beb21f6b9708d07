import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { setTimeout as sleep } from 'node:timers/promises'
import { expect, test } from '@playwright/test'
import { expectWithin, within } from '#lib/deadline'

/** A process that writes a line when some milliseconds are over, however busy this one is. */
async function startOther(ms: number): Promise<{ answer: Promise<string> }> {
  const script = `console.log('here'); setTimeout(() => console.log('answer'), ${ms})`
  const other = spawn(process.execPath, ['-e', script], { stdio: ['ignore', 'pipe', 'ignore'] })
  await once(other.stdout, 'data')
  return { answer: once(other.stdout, 'data').then(([text]) => String(text).trim()) }
}

/** As long work does, or other processes, or whoever stops this one. */
function block(ms: number): void {
  const until = performance.now() + ms
  while (performance.now() < until);
}

test('what has come while this process was busy is not late', async () => {
  const { answer } = await startOther(50)
  const result = within(400, answer, () => 'late')
  block(1_500)
  expect(await result).toBe('answer')
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
