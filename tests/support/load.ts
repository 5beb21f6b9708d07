import { once } from 'node:events'
import { Agent, type IncomingMessage, request } from 'node:http'
import { connect } from 'node:net'

/** Requests that go on one after the other, each over the last one's connection or each over a new one. */
export type Load = {
  /** What was not answered by 200, as it was said. */
  failures: () => string[]
  answered: () => number
  /** Resolves when so many more were answered. */
  more: (count: number) => Promise<void>
  /** Ends when each request has its answer. */
  stop: () => Promise<void>
}

const PAGES = ['/', '/api/health/live', '/sign-in']

/**
 * Asks a server without a pause. Whether it is ready is not asked: that has a limit of a second, which a machine may need that
 * starts processes meanwhile.
 *
 * @param mayAsk asked before each request, by whoever knows whether the server is ready
 */
export function startLoad(origin: string, mayAsk = () => true): Load {
  const failures: string[] = []
  let answered = 0
  let stopped = false
  const waiting = new Set<() => void>()
  const run = async (keepAlive: boolean) => {
    const agent = new Agent({ keepAlive, maxSockets: 1 })
    for (let turn = 0; !stopped && mayAsk(); turn += 1) {
      const path = PAGES[turn % PAGES.length] ?? '/'
      const problem = await askOnce(`${origin}${path}`, agent)
      if (problem) failures.push(`${path}: ${problem}`)
      answered += 1
      for (const look of waiting) look()
    }
    agent.destroy()
  }
  const runs = Promise.all([true, true, true, false, false, false].map(run))
  return {
    failures: () => failures,
    answered: () => answered,
    more: (count) => {
      const enough = answered + count
      return new Promise((resolve) => {
        const look = () => {
          if (answered < enough) return
          waiting.delete(look)
          resolve()
        }
        waiting.add(look)
      })
    },
    stop: async () => {
      stopped = true
      await runs
    },
  }
}

async function askOnce(url: string, agent: Agent): Promise<string | null> {
  try {
    const asked = request(url, { agent })
    asked.end()
    const [response] = (await once(asked, 'response')) as [IncomingMessage]
    response.resume()
    await once(response, 'end')
    return response.statusCode === 200 ? null : `status ${response.statusCode}`
  } catch (error) {
    return error instanceof Error && 'code' in error ? String(error.code) : String(error)
  }
}

/** One connection, on which requests are sent as they are written. */
export type RawConnection = {
  write: (text: string) => void
  /** Resolves with what has come since the last answer, when that matches; rejects when the connection ends before. */
  read: (pattern: RegExp) => Promise<string>
  closed: Promise<void>
}

export async function openConnection(origin: string): Promise<RawConnection> {
  const socket = connect(Number(new URL(origin).port), '127.0.0.1')
  let text = ''
  socket.setEncoding('utf8').on('data', (piece) => {
    text += piece
  })
  const closed = new Promise<void>((resolve) => socket.once('close', () => resolve()))
  // Whoever reads sees that it ended.
  socket.on('error', () => undefined)
  await once(socket, 'connect')
  socket.setMaxListeners(0)
  return {
    write: (request) => void socket.write(request),
    async read(pattern) {
      let open = true
      while (!pattern.test(text)) {
        if (!open) throw new Error(`The connection ended, after ${JSON.stringify(text)}`)
        const news = once(socket, 'data').then(() => true)
        open = await Promise.race([news, closed.then(() => false)])
      }
      const answer = text
      text = ''
      return answer
    },
    closed,
  }
}
