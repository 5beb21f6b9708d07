import { type Endpoint, endpoints } from './endpoints.ts'

export type IssuedKind = 'code' | 'access_token' | 'refresh_token' | 'id_token'
export type Issued = { kind: IssuedKind; value: string }
export type Counts = Record<Endpoint, number>

/** What was asked of the sandbox since the last reset, and every token it ever handed out. */
export function createLedger() {
  let counts = noCounts()
  let issued: Issued[] = []
  return {
    count(endpoint: Endpoint): void {
      counts[endpoint] += 1
    },
    counts: (): Counts => ({ ...counts }),
    record(kind: IssuedKind, value: string): void {
      issued.push({ kind, value })
    },
    issued: (): Issued[] => issued,
    resetCounts(): void {
      counts = noCounts()
    },
    reset(): void {
      counts = noCounts()
      issued = []
    },
  }
}

function noCounts(): Counts {
  return Object.fromEntries(endpoints.map((endpoint) => [endpoint, 0])) as Counts
}
