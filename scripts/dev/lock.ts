import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { mkdir, realpath, rm, writeFile } from 'node:fs/promises'
import { connect, createServer, type Server } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { setTimeout as sleep } from 'node:timers/promises'
import { z } from 'zod'

const ATTEMPTS = 5
const ANSWER_LIMIT_MS = 2_000

const holder = z
  .object({
    pid: z.number().optional(),
    address: z.string().optional(),
    /** The names of those settings that it was given and that decide what it uses. Never a value: anybody may ask. */
    given: z.array(z.string()).optional(),
  })
  .catch({})

export type Holder = z.infer<typeof holder>

export type Lock = {
  /** The last start was killed: what it started may still be about to leave. */
  afterKill: boolean
  /** Where we answer and what we were given, for the next one that tries, and for the doctor. */
  announce: (about: { address: string; given: string[] }) => void
  release: () => Promise<void>
}

/**
 * Makes this process the only one that works with a data directory. The lock is a local socket that listens: the
 * kernel frees it, however we end. An error says who holds it, and where.
 */
export async function takeLock(dataDirectory: string): Promise<Lock> {
  await mkdir(dataDirectory, { recursive: true, mode: 0o711 })
  const own: Holder = { pid: process.pid }
  const server = createServer((socket) => {
    socket.on('error', () => undefined)
    socket.end(JSON.stringify(own))
  })
  await listen(server, socketPath(await realpath(dataDirectory)))
  const mark = join(dataDirectory, 'dev.lock')
  const afterKill = existsSync(mark)
  await writeFile(mark, '')
  return {
    afterKill,
    announce: (about) => {
      Object.assign(own, about)
    },
    release: async () => {
      await rm(mark, { force: true })
      server.close()
    },
  }
}

/** The `npm run dev` that works with a data directory, or null. One that is still starting has no address yet. */
export async function findRunning(dataDirectory: string): Promise<Holder | null> {
  const real = await realpath(dataDirectory).catch(() => null)
  return real === null ? null : findHolder(socketPath(real))
}

/** Linux has names that are in no file system, and Windows has pipes. Elsewhere it is a file, with a short path. */
function socketPath(dataDirectory: string): string {
  const name = `latchkey-dev-${createHash('sha256').update(dataDirectory).digest('hex').slice(0, 16)}`
  if (process.platform === 'linux') return `\0${name}`
  return process.platform === 'win32' ? `\\\\.\\pipe\\${name}` : join(tmpdir(), name)
}

async function listen(server: Server, path: string): Promise<void> {
  for (let attempt = 1; attempt <= ATTEMPTS; attempt += 1) {
    if (await tryToListen(server, path)) return
    const found = await findHolder(path)
    if (found) {
      const where = found.address ? ` at ${found.address}` : ''
      throw new Error(`npm run dev already runs in this checkout${where} (process ${found.pid ?? 'unknown'})`)
    }
    // It has just left; or it was killed, and where the socket is a file, that is still there.
    if (!path.startsWith('\0')) await rm(path, { force: true })
  }
  throw new Error(`The lock of npm run dev (${path}) cannot be taken`)
}

async function tryToListen(server: Server, path: string): Promise<boolean> {
  server.listen(path)
  try {
    await once(server, 'listening')
    return true
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EADDRINUSE') return false
    throw error
  }
}

/** Null: nobody listens there. */
async function findHolder(path: string): Promise<Holder | null> {
  const socket = connect(path)
  const answer = text(socket).then(
    (json) => holder.parse(JSON.parse(json)),
    () => ({}),
  )
  try {
    await once(socket, 'connect')
    return await Promise.race([answer, sleep(ANSWER_LIMIT_MS, {})])
  } catch {
    return null
  } finally {
    socket.destroy()
  }
}
