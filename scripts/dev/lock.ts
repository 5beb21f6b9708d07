import { link, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import { z } from 'zod'
import { identifyProcess } from '../process/identity.ts'

const ATTEMPTS = 5

const holder = z.object({ pid: z.number(), identity: z.string().nullable(), address: z.string().optional() })

export type Lock = {
  /** From a process that was killed, whose children may still be about to leave. */
  tookOver: boolean
  /** Tells the next one that tries where we answer. */
  announce: (address: string) => Promise<void>
  release: () => Promise<void>
}

/**
 * Makes this process the only one that works with a data directory. What a killed process left is
 * taken over; its process id may belong to another program by now.
 *
 * @throws Error that says who holds it and where
 */
export async function takeLock(file: string): Promise<Lock> {
  const own = `${file}.${process.pid}`
  const write = (address?: string) =>
    writeFile(own, JSON.stringify({ pid: process.pid, identity: identifyProcess(process.pid), address }))

  await mkdir(dirname(file), { recursive: true, mode: 0o711 })
  await write()
  let tookOver = false
  try {
    for (let attempt = 1; !(await tryLink(own, file)); attempt += 1) {
      await removeStale(file)
      tookOver = true
      if (attempt === ATTEMPTS) throw new Error(`${file} cannot be taken`)
    }
  } finally {
    await rm(own, { force: true })
  }
  return {
    tookOver,
    announce: async (address) => {
      await write(address)
      await rename(own, file)
    },
    release: () => rm(file, { force: true }),
  }
}

async function removeStale(file: string): Promise<void> {
  const found = await readHolder(file)
  if (found) rejectLive(found)
  const aside = `${file}.stale.${process.pid}`
  const moved = await rename(file, aside).then(
    () => true,
    () => false,
  )
  if (!moved) return
  // Another start may have taken the place of the dead one since we looked.
  const taken = await readHolder(aside)
  if (taken && isLive(taken)) await link(aside, file).catch(() => undefined)
  await rm(aside, { force: true })
}

function rejectLive(found: z.infer<typeof holder>): void {
  if (!isLive(found)) return
  const where = found.address ? ` at ${found.address}` : ''
  throw new Error(`npm run dev already runs in this checkout${where} (process ${found.pid})`)
}

function isLive({ pid, identity }: z.infer<typeof holder>): boolean {
  return identity !== null && identifyProcess(pid) === identity
}

async function readHolder(file: string): Promise<z.infer<typeof holder> | null> {
  const text = await readFile(file, 'utf8').catch(() => '')
  try {
    return holder.parse(JSON.parse(text))
  } catch {
    return null
  }
}

async function tryLink(from: string, to: string): Promise<boolean> {
  try {
    await link(from, to)
    return true
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false
    throw error
  }
}
