import { mkdir, readFile, rename, writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import type { JWK } from 'jose'
import { z } from 'zod'
import type { ClientOptions, ProviderId } from './clients.ts'
import { createClock } from './clock.ts'
import { createLog } from './endpoints.ts'
import { createFacebookState, facebookSnapshotSchema } from './facebook/state.ts'
import { createFaults } from './faults.ts'
import type { SavedRecords } from './google/oauth/records.ts'
import { riscSnapshotSchema } from './google/risc/state.ts'
import { createGoogleState } from './google/state.ts'
import { createMails, mailSchema } from './mail.ts'
import { createPeople, personSchema } from './people.ts'
import { createXState, xSnapshotSchema } from './x/state.ts'

export type State = Awaited<ReturnType<typeof createState>>

/**
 * Everything one sandbox knows: what all providers share, and each one's own part. Keys, people, mails and what was
 * granted come back from `dataFile` after a restart; settings, clock, faults and the log do not. `issuer` is its own address.
 */
export async function createState(clients: ClientOptions[], issuer: string, dataFile?: string) {
  const saved = dataFile ? await readSnapshot(dataFile) : null
  const people = createPeople(saved?.people)
  const google = await createGoogleState(saved, () => file.saveSoon())
  const facebook = await createFacebookState(saved?.facebook, () => file.saveSoon())
  const x = createXState(saved?.x, () => file.saveSoon())
  const mails = createMails(saved?.mails, () => file.saveSoon())
  const file = createStateFile(dataFile, () => ({
    keys: google.keys.private(),
    people: people.list(),
    records: google.records.snapshot(),
    risc: google.risc.snapshot(),
    facebook: facebook.snapshot(),
    x: x.snapshot(),
    mails: mails.snapshot(),
  }))
  const [clock, log, faults] = [createClock(), createLog(), createFaults()]

  /** No fault, no wrong id_token, the usual rules, the real time. People and what they allowed stay. */
  function makeWell(): void {
    clock.set(0)
    faults.clear()
    for (const part of [google, facebook, x]) part.makeWell()
  }

  function reset(): void {
    makeWell()
    for (const part of [google, facebook, x, log, people, mails]) part.reset()
  }

  /** The clients that are registered with one provider. */
  function clientsOf(provider: ProviderId): ClientOptions[] {
    return clients.filter((client) => (client.provider ?? 'google') === provider)
  }

  return { issuer, clientsOf, people, clock, log, faults, google, facebook, x, mails, file, makeWell, reset }
}

// The shape of the file stays what it is, but for what is added: sandboxes of earlier versions have left such files,
// and may be started on one of ours.
const snapshotSchema = z.object({
  keys: z.array(z.record(z.string(), z.unknown())),
  people: z.array(personSchema),
  records: z.record(z.string(), z.array(z.tuple([z.string(), z.record(z.string(), z.unknown())]))),
  risc: riscSnapshotSchema.optional(),
  facebook: facebookSnapshotSchema.optional(),
  x: xSnapshotSchema.optional(),
  mails: z.array(mailSchema).optional(),
})

type Snapshot = Omit<z.output<typeof snapshotSchema>, 'keys' | 'records'> & {
  keys: JWK[]
  records: SavedRecords
}

const saveDelayMs = 200

/** What an earlier run left, or null when there is nothing or nothing readable. */
async function readSnapshot(file: string): Promise<Snapshot | null> {
  try {
    return snapshotSchema.parse(JSON.parse(await readFile(file, 'utf8'))) as Snapshot
  } catch (error) {
    if (!isMissing(error)) console.error(`Sandbox: starting afresh, ${file} is not readable.`)
    return null
  }
}

/** Writes the snapshot to `path`, one write at a time, replacing the file as a whole. Without a path it does nothing. */
function createStateFile(path: string | undefined, takeSnapshot: () => Snapshot) {
  let timer: NodeJS.Timeout | undefined
  let writing: Promise<void> = Promise.resolve()

  async function write(): Promise<void> {
    if (!path) return
    await mkdir(dirname(path), { recursive: true })
    const draft = `${path}.${process.pid}.tmp`
    await writeFile(draft, JSON.stringify(takeSnapshot()), { mode: 0o600 })
    await rename(draft, path)
  }

  function save(): Promise<void> {
    clearTimeout(timer)
    timer = undefined
    writing = writing.then(write)
    return writing
  }

  return {
    /** To be called after a change. Changes within a moment are one write. */
    saveSoon(): void {
      timer ??= setTimeout(() => save().catch(reportFailure), saveDelayMs)
    },
    /** Writes now; resolves when the file is in place. */
    save,
  }
}

function reportFailure(error: unknown): void {
  console.error('Sandbox: its state could not be saved.', error)
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT'
}
