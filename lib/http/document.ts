import 'server-only'
import { log } from '#lib/log'

/** Milliseconds for which a document is used without asking, is used on when its server fails, and until the next try. */
const FRESH_MS = 60 * 60 * 1000
const KEPT_MS = 24 * 60 * 60 * 1000
const RETRY_MS = 30 * 1000

type State<T> = { value: T; fetchedAt: number }

/** Something that a provider publishes, such as its keys, as this process knows it. */
export type KeptDocument<T> = {
  get: () => Promise<T>
  /** The same, for who misses something in it: asks again, if the last time is half a minute ago. */
  getNewer: () => Promise<T>
}

/**
 * A published document: fetched once an hour, by one caller for all. While its server is away, or answers with something
 * that is not such a document, the last good one is used on for a day, and asked for again every half a minute. With none
 * to use, `fetch` fails as it does.
 *
 * @param fetch must throw for whatever is not a good document: what it returns takes the place of the last one
 */
export function keepDocument<T>(name: string, fetch: () => Promise<T>): KeptDocument<T> {
  let known: State<T> | undefined
  let askedAt = Number.NEGATIVE_INFINITY
  let failure: { error: unknown } | undefined
  let asking: Promise<T> | undefined

  async function ask(): Promise<T> {
    askedAt = Date.now()
    try {
      const value = await fetch()
      known = { value, fetchedAt: Date.now() }
      failure = undefined
      return value
    } catch (error) {
      failure = { error }
      throw error
    }
  }

  function askTogether(): Promise<T> {
    asking ??= ask().finally(() => {
      asking = undefined
    })
    return asking
  }

  const ageOf = ({ fetchedAt }: State<T>) => Date.now() - fetchedAt
  const mayAsk = () => asking !== undefined || Date.now() - askedAt >= RETRY_MS

  async function get(): Promise<T> {
    if (!known || ageOf(known) >= KEPT_MS) return askTogether()
    const { value } = known
    if (ageOf(known) < FRESH_MS || !mayAsk()) return value
    return askTogether().catch((err: unknown) => {
      log().warn(
        { event: 'document kept', document: name, err },
        'It could not be refreshed: the last good one is used',
      )
      return value
    })
  }

  async function getNewer(): Promise<T> {
    if (mayAsk()) return askTogether()
    if (failure) throw failure.error
    return get()
  }

  return { get, getNewer }
}
