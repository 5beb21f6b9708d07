import 'server-only'
import { Client, type ClientBase, type ClientConfig, Pool, type PoolClient, type PoolConfig } from 'pg'
import { connectFailure } from '#lib/db/failures'
import { expectWithin } from '#lib/deadline'

/** Milliseconds. Each is shorter than the one that would hide it, so the true cause is reported. */
const serverLimits = {
  lock_timeout: 4_000,
  statement_timeout: 5_000,
  idle_in_transaction_session_timeout: 10_000,
  idleTimeoutMillis: 30_000,
  keepAlive: true,
} as const

/** The same, of what is awaited here. They count while this process is there to see an answer (lib/deadline.ts). */
const limits = { connectMs: 3_000, answerMs: 6_000, waitMs: 6_000 } as const

/** Requests that may wait for a connection: the HTTP server lets fewer in. */
const MOST_WAITING = 500

/** What PostgreSQL tells by itself of a connection, when it opens and when it changes (since version 14). */
const READ_ONLY_SIGNS = new Set(['default_transaction_read_only', 'in_hot_standby'])

/** How PostgreSQL refuses to write. Behind a pooler that keeps those signs to itself, nothing else shows it. */
const READ_ONLY_TRANSACTION = '25006'

/** A connection that knows whether it may write, and ends when its server says nothing any more. */
class WatchedClient extends Client {
  #signs = new Set<string>()
  #refused = false
  #asked = 0
  #heardAt = performance.now()
  #end: () => void
  /** Called then, with the time (`performance.now()`) since when it has said nothing. */
  onSilence: (since: number) => void = () => {}

  constructor(config?: ClientConfig) {
    super(config)
    // The pool connects what it makes at once.
    this.#end = this.#expect(limits.connectMs, 'timeout expired')
    const ask = this.query.bind(this) as (...args: unknown[]) => unknown
    this.query = ((...args: unknown[]) => {
      this.#asked += 1
      if (this.#asked === 1) this.#expectAnswer()
      return ask(...args)
    }) as Client['query']
    this.connection.on('readyForQuery', () => {
      this.#heardAt = performance.now()
      this.#end()
      if (this.#asked > 0) this.#asked -= 1
      if (this.#asked > 0) this.#expectAnswer()
    })
    this.once('end', () => this.#end())
    this.connection.on('parameterStatus', ({ parameterName, parameterValue }: Record<string, string>) => {
      if (!parameterName || !READ_ONLY_SIGNS.has(parameterName)) return
      if (parameterValue === 'on') this.#signs.add(parameterName)
      else this.#signs.delete(parameterName)
    })
    this.connection.on('errorMessage', ({ code }: { code?: string }) => {
      if (code === READ_ONLY_TRANSACTION) this.#refused = true
    })
  }

  get isReadOnly(): boolean {
    return this.#refused || this.#signs.size > 0
  }

  /** Whether it has been asked something that it has not answered. */
  get isAsked(): boolean {
    return this.#asked > 0
  }

  /** Ends it if nobody waits for it and nothing has come of it since `time` (`performance.now()`). */
  leaveUnlessHeardSince(time: number): void {
    if (!this.isAsked && this.#heardAt < time) this.#leave('Others have had no answer since it was used')
  }

  #expectAnswer(): void {
    const since = performance.now()
    this.#end = this.#expect(limits.answerMs, 'Query read timeout', () => this.onSilence(since))
  }

  #expect(ms: number, message: string, late = () => {}): () => void {
    return expectWithin(ms, () => {
      this.#leave(message)
      late()
    })
  }

  #leave(message: string): void {
    this.connection.stream.destroy(new Error(message))
  }
}

/** As pg says it itself. */
const TOO_MANY = 'timeout exceeded when trying to connect'

type Taken = (
  error: Error | undefined,
  client: PoolClient | undefined,
  done: (release?: unknown) => void,
) => void

/**
 * Connections that may write. Whatever keeps one from opening, by whatever code, is an outage or an overload and never a
 * defect; and one that has become read-only, because its server has, is closed and not handed out again.
 */
export class WatchedPool extends Pool {
  #clients = new Set<ClientBase>()
  #done = 0

  constructor(config: PoolConfig) {
    super({ ...serverLimits, ...config, Client: WatchedClient, onConnect: requireWritable })
    this.on('connect', (client) => {
      this.#clients.add(client)
      if (client instanceof WatchedClient) client.onSilence = (since) => this.#leaveOlder(since)
      client.connection.on('commandComplete', () => {
        this.#done += 1
      })
    })
    this.on('remove', (client) => this.#clients.delete(client))
  }

  /** How many commands the database has done for this pool so far. While that grows, it is there. */
  get doneCount(): number {
    return this.#done
  }

  /** One that leads nowhere is rarely alone: whoever asks next is not to wait for each of the others. */
  #leaveOlder(time: number): void {
    for (const client of this.#clients)
      if (client instanceof WatchedClient) client.leaveUnlessHeardSince(time)
  }

  override connect(): Promise<PoolClient>
  override connect(callback: Taken): void
  override connect(callback?: Taken): Promise<PoolClient> | undefined {
    if (callback) {
      this.#take(callback)
      return undefined
    }
    return new Promise((resolve, reject) => {
      this.#take((error, client) => (client ? resolve(client) : reject(error)))
    })
  }

  #take(callback: Taken): void {
    const refuse = (reason: string) => callback(connectFailure(new Error(reason)), undefined, () => undefined)
    if (this.waitingCount >= MOST_WAITING) {
      refuse(TOO_MANY)
      return
    }
    const before = this.#done
    let late = false
    const end = expectWithin(limits.waitMs, () => {
      late = true
      refuse(this.#whyNone(before))
    })
    const take: Taken = (error, client, done) => {
      end()
      if (late) return done()
      if (!client) return callback(connectFailure(error), undefined, done)
      if (!isReadOnly(client)) return callback(undefined, client, done)
      done(true)
      this.#take(callback)
    }
    try {
      super.connect(take)
    } catch (error) {
      take(error as Error, undefined, () => undefined)
    }
  }

  /** Many wait: the database does things for others, or they hold connections without asking it. Else it says nothing. */
  #whyNone(before: number): string {
    const asked = [...this.#clients].some((client) => client instanceof WatchedClient && client.isAsked)
    return this.#done > before || !asked ? TOO_MANY : 'No connection of this process has had an answer'
  }
}

function requireWritable(client: ClientBase): void {
  if (isReadOnly(client)) throw new Error('The database accepts no writes: it is read-only, or a standby')
}

function isReadOnly(client: ClientBase): boolean {
  return client instanceof WatchedClient && client.isReadOnly
}
