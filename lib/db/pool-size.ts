import 'server-only'

/** Connections of one server process, beside those of its job queue. */
export const POOL_SIZE = 10
