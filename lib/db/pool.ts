import 'server-only'
import { Client, type ClientBase, type ClientConfig, Pool, type PoolClient, type PoolConfig } from 'pg'
import { connectFailure } from '#lib/db/failures'

/** Milliseconds. Each is shorter than the one that would hide it, so the true cause is reported. */
export const connectionLimits = {
  connectionTimeoutMillis: 3_000,
  lock_timeout: 4_000,
  statement_timeout: 5_000,
  query_timeout: 6_000,
  idle_in_transaction_session_timeout: 10_000,
  idleTimeoutMillis: 30_000,
  keepAlive: true,
} as const

/** What PostgreSQL tells by itself of a connection, when it opens and when it changes (since version 14). */
const READ_ONLY_SIGNS = new Set(['default_transaction_read_only', 'in_hot_standby'])

/** How PostgreSQL refuses to write. Behind a pooler that keeps those signs to itself, nothing else shows it. */
const READ_ONLY_TRANSACTION = '25006'

/** A connection that knows whether it may write. */
class WatchedClient extends Client {
  #signs = new Set<string>()
  #refused = false

  constructor(config?: ClientConfig) {
    super(config)
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
}

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
  constructor(config: PoolConfig) {
    super({ ...connectionLimits, ...config, Client: WatchedClient, onConnect: requireWritable })
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
    const take: Taken = (error, client, done) => {
      if (!client) return callback(connectFailure(error), undefined, done)
      if (!isReadOnly(client)) return callback(undefined, client, done)
      done(true)
      this.#take(callback)
    }
    try {
      super.connect(take)
    } catch (error) {
      callback(connectFailure(error), undefined, () => undefined)
    }
  }
}

function requireWritable(client: ClientBase): void {
  if (isReadOnly(client)) throw new Error('The database accepts no writes: it is read-only, or a standby')
}

function isReadOnly(client: ClientBase): boolean {
  return client instanceof WatchedClient && client.isReadOnly
}
