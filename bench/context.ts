import { commandsTo } from '#tests/support/control'
import type { controlGoogle } from '#tests/support/google'
import type { TestProcess } from '#tests/support/processes'
import type { Cluster } from './database.ts'
import type { Entry, EntryName } from './entries.ts'

export type Options = {
  rounds: number
  /** Seconds of load for each entry, measure and round. */
  seconds: number
  /** Names of measures, or their beginnings; empty for all. */
  only: string[]
  entries: EntryName[]
  /** How many people the database of the entry at scale has. */
  people: number
  /** Whether Core Web Vitals are measured, too. */
  withVitals: boolean
}

/** An entry that serves, and who is signed in there. */
export type Running = {
  entry: Entry
  process: TestProcess
  /** Cookie headers of people who are signed in. */
  sessions: string[]
}

/** What a measure works with. */
export type Bench = {
  options: Options
  running: Running[]
  cluster: Cluster
  issuer: string
  google: ReturnType<typeof controlGoogle>
  /** Accounts at the provider that every entry knows. */
  people: string[]
}

/** Somebody with an account at the provider. */
export async function addPerson(google: Bench['google'], sub: string): Promise<void> {
  await google.addPerson({ sub, email: `${sub}@gmail.example`, name: 'Ada Lovelace' })
}

/** What the sandbox was asked by applications since the last look: not by browsers. */
export async function countRequests({ issuer }: Bench): Promise<number> {
  const counts = await commandsTo(issuer)<Record<string, number>>('GET', 'counts')
  return Object.entries(counts)
    .filter(([endpoint]) => !endpoint.includes('authorize') && !endpoint.includes('dialog'))
    .reduce((sum, [, count]) => sum + count, 0)
}
