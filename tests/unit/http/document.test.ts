import { expect, test } from '@playwright/test'
import { keepDocument } from '#lib/http/document'
import { setTestEnvironment } from '#tests/support/environment'

const MINUTE = 60_000
const HOUR = 60 * MINUTE

setTestEnvironment()

/** A document whose server is told what to answer, and the time. */
function newDocument() {
  const server = { answer: 'first' as string | Error, asked: 0 }
  const document = keepDocument('test', async () => {
    server.asked += 1
    if (server.answer instanceof Error) throw server.answer
    return server.answer
  })
  return { ...document, server }
}

const realNow = Date.now
const pass = (milliseconds: number) => {
  const now = Date.now() + milliseconds
  Date.now = () => now
}

test.afterEach(() => {
  Date.now = realNow
})

test('a document is fetched once for however many ask, and again after an hour', {
  tag: '@R78',
}, async () => {
  const { get, server } = newDocument()
  await Promise.all(Array.from({ length: 100 }, get))
  pass(59 * MINUTE)
  expect([await get(), server.asked]).toEqual(['first', 1])
  server.answer = 'second'
  pass(2 * MINUTE)
  expect([await get(), server.asked]).toEqual(['second', 2])
})

test('while its server fails, the last one is used for a day, and asked for every half a minute', {
  tag: '@R78',
}, async () => {
  const { get, server } = newDocument()
  await get()
  server.answer = new Error('away')
  pass(61 * MINUTE)
  expect(await Promise.all(Array.from({ length: 100 }, get))).toEqual(
    Array.from({ length: 100 }, () => 'first'),
  )
  expect(server.asked).toBe(2)
  pass(29_000)
  await get()
  expect(server.asked).toBe(2)
  pass(2_000)
  await get()
  expect(server.asked).toBe(3)
  pass(22 * HOUR + 58 * MINUTE)
  expect(await get()).toBe('first')
  pass(HOUR)
  await expect(get()).rejects.toThrow('away')
  server.answer = 'second'
  expect(await get()).toBe('second')
})

test('without one, the failure is that of its server, and the next request asks again', {
  tag: '@R78',
}, async () => {
  const { get, server } = newDocument()
  server.answer = new Error('away')
  await expect(get()).rejects.toThrow('away')
  server.answer = 'second'
  expect(await get()).toBe('second')
})

test('who misses something in it has it fetched, once in half a minute', { tag: '@R14' }, async () => {
  const { get, getNewer, server } = newDocument()
  await get()
  server.answer = 'second'
  expect([await getNewer(), server.asked]).toEqual(['first', 1])
  pass(31_000)
  expect(await Promise.all(Array.from({ length: 50 }, getNewer))).toEqual(
    Array.from({ length: 50 }, () => 'second'),
  )
  expect(server.asked).toBe(2)
  server.answer = new Error('away')
  pass(31_000)
  for (let i = 0; i < 20; i++) await expect(getNewer()).rejects.toThrow('away')
  expect(server.asked).toBe(3)
  expect(await get()).toBe('second')
})
