import { mkdir, readFile, rename, writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import type { JWK } from 'jose'
import { z } from 'zod'
import { personSchema } from './people.ts'
import type { Records } from './store.ts'

const quietMs = 200

const snapshotSchema = z.object({
  keys: z.array(z.record(z.string(), z.unknown())),
  people: z.array(personSchema),
  records: z.record(z.string(), z.array(z.tuple([z.string(), z.record(z.string(), z.unknown())]))),
})

export type Snapshot = { keys: JWK[]; people: z.output<typeof personSchema>[]; records: Records }

/** Reads what an earlier run left, or null when there is nothing or nothing readable. */
export async function readSnapshot(file: string): Promise<Snapshot | null> {
  try {
    return snapshotSchema.parse(JSON.parse(await readFile(file, 'utf8'))) as Snapshot
  } catch (error) {
    if (!isMissing(error)) console.error(`Google sandbox: starting afresh, ${file} is not readable.`)
    return null
  }
}

/** Writes the snapshot soon after changes, one write at a time, replacing the file as a whole. */
export function createSnapshotWriter(file: string | undefined, take: () => Snapshot) {
  let timer: NodeJS.Timeout | undefined
  let writing: Promise<void> = Promise.resolve()

  async function write(): Promise<void> {
    if (!file) return
    await mkdir(dirname(file), { recursive: true })
    const draft = `${file}.${process.pid}.tmp`
    await writeFile(draft, JSON.stringify(take()), { mode: 0o600 })
    await rename(draft, file)
  }

  function flush(): Promise<void> {
    clearTimeout(timer)
    timer = undefined
    writing = writing.then(write)
    return writing
  }

  return {
    /** Something changed. */
    touch(): void {
      timer ??= setTimeout(() => flush().catch(reportFailure), quietMs)
    },
    /** Writes now; resolves when the file is in place. */
    flush,
  }
}

function reportFailure(error: unknown): void {
  console.error('Google sandbox: its state could not be saved.', error)
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT'
}
