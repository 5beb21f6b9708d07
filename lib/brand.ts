const name = 'Latchkey'
const slug = 'latchkey'

/**
 * What this product is called, and every name of its own that somebody outside sees or keeps. `name` may change at any
 * time. Once there are people, `slug` may not: their cookies and their exported files carry it.
 */
export const brand = {
  /** What people read. */
  name,
  /** Lower-case letters, digits and hyphens: it becomes part of headers, cookies and file names. */
  slug,
  /** Begins the name of every cookie, after `__Host-` where there is https. */
  cookiePrefix: `${slug}-`,
  /** `format` of the file that "Download my data" writes, and the start of its name. */
  exportFormat: `${slug}-export`,
  headers: {
    /** Set by our HTTP server alone: the address of the client. */
    clientAddress: `x-${slug}-client-ip`,
    /** Set with it: shows our HTTP server, when Next asks it for a page itself, that the address is from there. */
    clientProof: `x-${slug}-client-proof`,
    /** Carries the question of `npm run doctor` and, on the way back, the proof that the answer is ours. */
    doctor: `x-${slug}-doctor`,
  },
  /** The job queue's connections in `pg_stat_activity`. */
  jobsConnection: `${slug}-jobs`,
  /** Names on the global object, where copies of one module in one process meet. */
  globals: {
    request: `${slug}.request`,
    database: `${slug}.database`,
    jobs: `${slug}.jobs`,
    metrics: `${slug}.metrics`,
    process: `${slug}.process`,
    guard: `${slug}.guard`,
    sessions: `${slug}.sessions`,
    places: `${slug}.places`,
    tracing: `${slug}.tracing`,
  },
} as const
