import { brand } from '#lib/brand'

/**
 * Where a server process is in its life. `replaced`: another has taken its place and it takes no new connections.
 * `stopping`: the whole server is to end, and nobody should be sent here any more.
 */
export type Phase = 'serving' | 'replaced' | 'stopping'

/** What `server/server.ts` knows of this process, for the pages and routes that it serves. */
type Process = {
  phase: Phase
  /** The migrations that this build was made with, by name. */
  migrations: string[]
  /** What is to be brought to an end when the process leaves. */
  endings: (() => Promise<void>)[]
}

/** Next bundles this module apart from the server's, so they meet on the global object. */
const KEY = Symbol.for(brand.globals.process)
const shared = globalThis as typeof globalThis & { [KEY]?: Process }

function own(): Process {
  shared[KEY] ??= { phase: 'serving', migrations: [], endings: [] }
  return shared[KEY]
}

export function currentPhase(): Phase {
  return own().phase
}

/** Only forward: what is stopping serves no more. */
export function enterPhase(phase: Exclude<Phase, 'serving'>): void {
  if (own().phase !== 'stopping') own().phase = phase
}

/** The names of the migrations that the database must have; none when no server of ours has said so. */
export function expectedMigrations(): readonly string[] {
  return own().migrations
}

export function expectMigrations(names: string[]): void {
  own().migrations = names
}

/** Has `end` run when this process begins to leave. It waits for that, as long as it waits for requests. */
export function beforeLeaving(end: () => Promise<void>): void {
  own().endings.push(end)
}

/** Brings everything to its end that has asked for it. What fails is over as well. */
export async function endAll(): Promise<void> {
  await Promise.allSettled(
    own()
      .endings.splice(0)
      .map((end) => end()),
  )
}
