import { expect, test } from '@playwright/test'
import { readStatements } from '#bench/database'
import { createReader } from '#bench/load'
import { readUsage } from '#bench/process-tree'

const answers = [
  ['with a length', 'HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello', { status: 200, closes: false }],
  [
    'in chunks, one of which looks like an end',
    'HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\nConnection: close\r\n\r\n5\r\n0\r\n\r\n\r\n3\r\nabc\r\n0\r\n\r\n',
    { status: 200, closes: true },
  ],
  ['empty', 'HTTP/1.1 307 x\r\nlocation: /\r\ncontent-length: 0\r\n\r\n', { status: 307, closes: false }],
  ['that never has a body', 'HTTP/1.1 304 Not Modified\r\netag: 1\r\n\r\n', { status: 304, closes: false }],
] as const

for (const [kind, text, expected] of answers) {
  test(`an answer ${kind} is whole with its last byte, however it is cut`, () => {
    for (let size = 1; size <= text.length; size += 1) {
      const reader = createReader()
      const pieces = text.match(new RegExp(`[^]{1,${size}}`, 'g')) ?? []
      expect(pieces.map((piece) => reader.add(Buffer.from(piece)))).toEqual(
        pieces.map((_, index) => index === pieces.length - 1),
      )
      expect(reader.answer()).toEqual(expected)
    }
  })
}

test('an answer that does not say where it ends is refused', () => {
  expect(() => createReader().add(Buffer.from('HTTP/1.1 200 OK\r\n\r\n'))).toThrow('where it ends')
})

test('the statements of one database are read from a log, without those of the job queue', () => {
  const log = [
    '@@app|@@LOG:  statement: BEGIN',
    '@@app|@@LOG:  execute find-session: ',
    '\t    SELECT 1',
    '\t  FROM sessions',
    "@@app|@@DETAIL:  Parameters: $1 = 'x'",
    '@@app|latchkey-jobs@@LOG:  execute <unnamed>: SELECT 2',
    '@@peer|@@LOG:  execute <unnamed>: SELECT 3',
    '@@app|@@LOG:  statement: COMMIT',
  ].join('\n')
  expect(readStatements(log, 'app')).toEqual(['BEGIN', 'SELECT 1 FROM sessions', 'COMMIT'])
})

test('processor time and memory of this process are read where there is /proc', () => {
  test.skip(process.platform !== 'linux', 'the file system /proc is of Linux')
  const before = readUsage(process.pid)
  const start = process.cpuUsage()
  let sum = 0
  while (process.cpuUsage(start).user < 200_000) for (let i = 0; i < 1e6; i += 1) sum += Math.sqrt(i)
  const { user, system } = process.cpuUsage(start)
  const after = readUsage(process.pid)
  // The ticks of /proc are hundredths of a second.
  const used = (after?.cpuMs ?? 0) - (before?.cpuMs ?? 0)
  expect(Math.abs(used - (user + system) / 1_000), String(sum)).toBeLessThan(60)
  expect(after?.largest).toBeGreaterThan(10_000_000)
  expect(after?.memory).toBeGreaterThanOrEqual(after?.largest ?? 0)
})
