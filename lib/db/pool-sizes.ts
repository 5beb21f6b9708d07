import 'server-only'

/** The most connections that one server process opens, for what it answers and for its job queue. */
export const POOL_SIZES = { requests: 10, jobs: 2 } as const
