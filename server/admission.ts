/** Who is answered at once, who waits, and who is told to come again: what a process can do has an end, and it says so. */
import { randomInt } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { setImmediate as nextTurn } from 'node:timers/promises'
import { describeFailure } from '#lib/errors'
import { metrics } from '#lib/metrics'
import { writeFailurePage } from './failure-page.ts'
import type { Handler } from './http-server.ts'
import { isOwnRequest } from './request-headers.ts'
import { kindOf } from './request-kind.ts'

/** Of one process. The figures are those of docs/decisions/0054. */
export const LIMITS = {
  /** Requests that are worked on at once. */
  places: 8,
  /** Milliseconds after which one gives its place to another, and goes on: it waits for somebody more than it works. */
  placeMs: 1_000,
  /** Those that are worked on with and without a place; and milliseconds after which one is not counted at all. */
  most: 128,
  mostMs: 15_000,
  /** Requests that wait for a place. */
  waiting: 500,
  /** When the one in front has waited for so many milliseconds, nobody is let in behind the last. */
  waitMs: 10_000,
}

/**
 * Turns of the event loop, at most, in which newcomers are let in before the next of those who wait is called. Node takes one
 * connection a turn, and a turn in which pages are made is long: most of a crowd would wait outside, where nobody can
 * answer it, and monitors with it.
 */
const DOOR_TURNS = 50

/** Seconds until somebody who is sent away should come again. Not all at once: they came like that. */
const COME_AGAIN_SECONDS = { least: 5, most: 15 }

type Waiting = { since: number; start: () => void }

/**
 * Has requests wait in the order in which they came, and refuses at once whom it would keep waiting for too long. What comes
 * back from a provider goes before everything else. Files and the questions of monitors never wait, and neither does what
 * Next asks for itself while it answers somebody.
 */
export function admit(handle: Handler, limits = LIMITS): Handler {
  const urgent = new Set<Waiting>()
  const usual = new Set<Waiting>()
  let placed = 0
  let working = 0
  let came = 0
  let calling = false
  metrics().requests = { working: () => working, waiting: () => urgent.size + usual.size }

  const hasRoom = () => placed < limits.places && working < limits.most

  const callNext = async () => {
    if (calling) return
    calling = true
    while (hasRoom() && urgent.size + usual.size > 0) {
      await letIn()
      const [first] = urgent.size > 0 ? urgent : usual
      if (hasRoom()) first?.start()
    }
    calling = false
  }

  const letIn = async () => {
    for (let turn = 0, before = -1; turn < DOOR_TURNS && before < came; turn += 1) {
      before = came
      await nextTurn()
    }
  }

  const takePlace = (response: ServerResponse) => {
    placed += 1
    working += 1
    const givePlace = () => {
      placed -= 1
      timer = setTimeout(end, limits.mostMs - limits.placeMs)
      hasPlace = false
      void callNext()
    }
    const end = () => {
      clearTimeout(timer)
      response.off('prefinish', end).off('close', end)
      working -= 1
      if (hasPlace) placed -= 1
      void callNext()
    }
    let hasPlace = true
    let timer = setTimeout(givePlace, limits.placeMs)
    // When all is written, however slowly it is read; or when nobody reads it any more.
    response.once('prefinish', end).once('close', end)
  }

  /** Resolves when it is this request's turn, or when nobody waits for its answer any more. */
  const wait = (queue: Set<Waiting>, response: ServerResponse) =>
    new Promise<void>((resolve) => {
      const leave = () => {
        response.off('close', leave)
        queue.delete(waiting)
        resolve()
      }
      const start = () => {
        leave()
        takePlace(response)
      }
      const waiting = { since: performance.now(), start }
      queue.add(waiting)
      response.once('close', leave)
    })

  return async (request, response) => {
    came += 1
    const kind = kindOf(request)
    if (kind === 'file' || kind === 'health' || isOwnRequest(request)) return handle(request, response)
    const queue = kind === 'callback' ? urgent : usual
    if (hasRoom() && queue.size === 0) takePlace(response)
    else if (isFull(queue, limits)) return refuse(request, response)
    else await wait(queue, response)
    return response.destroyed ? undefined : handle(request, response)
  }
}

function isFull(queue: Set<Waiting>, { waiting, waitMs }: typeof LIMITS): boolean {
  const [first] = queue
  return queue.size >= waiting || (first !== undefined && performance.now() - first.since > waitMs)
}

/** What everybody is told who is too many, for a hundredth of what a page costs. */
function refuse(request: IncomingMessage, response: ServerResponse): void {
  const kind = kindOf(request)
  metrics().counting?.refusal(kind)
  const { status } = describeFailure('overloaded')
  const body = kind === 'api' ? problem() : page(request)
  response.setHeader('Content-Type', kind === 'api' ? 'application/problem+json' : 'text/html; charset=utf-8')
  response.setHeader('Retry-After', randomInt(COME_AGAIN_SECONDS.least, COME_AGAIN_SECONDS.most + 1))
  // The next may come to a process that has less to do.
  response.setHeader('Connection', 'close')
  response.writeHead(status).end(body)
}

function problem(): string {
  const { title, status, message: detail } = describeFailure('overloaded')
  return JSON.stringify({ type: 'about:blank', title, status, detail, code: 'overloaded' })
}

/** A form is not sent again by a link. */
function page(request: IncomingMessage): string {
  return writeFailurePage(request, { code: 'overloaded', links: request.method === 'GET' ? ['again'] : [] })
}
