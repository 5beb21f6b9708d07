import { createClock } from './clock.ts'
import { createFaults } from './faults.ts'
import { createKeys, newSigningKey } from './keys.ts'
import { createLedger } from './ledger.ts'
import { createPeople } from './people.ts'
import { googleSettings, type Settings } from './settings.ts'
import { createSnapshotWriter, readSnapshot } from './snapshot.ts'
import { createStore } from './store.ts'
import { createTamperer } from './tampering.ts'

/** An app registered with the sandbox, as in Google's console. */
export type ClientOptions = { id: string; secret: string; name: string; redirectUris: string[] }

export type World = Awaited<ReturnType<typeof createWorld>>

/** Everything one sandbox knows. Keys, people and records come back from `dataFile` after a restart. */
export async function createWorld(clients: ClientOptions[], dataFile?: string) {
  const saved = dataFile ? await readSnapshot(dataFile) : null
  const keys = createKeys(saved?.keys ?? [await newSigningKey()])
  const people = createPeople(saved?.people)
  const store = createStore(saved?.records ?? {}, () => writer.touch())
  const writer = createSnapshotWriter(dataFile, () => ({
    keys: keys.private(),
    people: people.list(),
    records: store.snapshot(),
  }))
  const settings: Settings = { ...googleSettings }
  const clock = createClock()
  const [ledger, faults, tamperer] = [createLedger(), createFaults(), createTamperer()]
  /** Codes that bring a refresh token: offline access, and consent was asked. */
  const offlineCodes = new Set<string>()

  function reset(): void {
    Object.assign(settings, googleSettings)
    clock.set(0)
    offlineCodes.clear()
    for (const part of [ledger, people, store]) part.reset()
    for (const part of [faults, tamperer]) part.clear()
  }

  return {
    clients,
    keys,
    people,
    store,
    writer,
    settings,
    clock,
    ledger,
    faults,
    tamperer,
    offlineCodes,
    reset,
  }
}
