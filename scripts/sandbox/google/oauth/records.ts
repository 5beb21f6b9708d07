import type { Adapter, AdapterPayload } from 'oidc-provider'
import { epochSeconds } from '../../clock.ts'

/** Records of one kind by id, in order of creation. */
type Table = Map<string, AdapterPayload>
export type SavedRecords = Record<string, [id: string, payload: AdapterPayload][]>

export type Records = ReturnType<typeof createRecords>

const shortLived = ['Interaction', 'Session', 'AuthorizationCode', 'AccessToken']
const underGrant = ['AuthorizationCode', 'AccessToken', 'RefreshToken']
const day = 86_400

/** Everything oidc-provider remembers, in memory. `onChange` is called after each change. */
export function createRecords(initial: SavedRecords, onChange: () => void) {
  const tables = new Map<string, Table>(Object.entries(initial).map(([kind, rows]) => [kind, new Map(rows)]))

  function table(kind: string): Table {
    const found = tables.get(kind) ?? new Map<string, AdapterPayload>()
    tables.set(kind, found)
    return found
  }

  const records = {
    find: (kind: string, id: string): AdapterPayload | undefined => table(kind).get(id),
    list: (kind: string): AdapterPayload[] => [...table(kind).values()],
    put(kind: string, id: string, payload: AdapterPayload): void {
      table(kind).set(id, payload)
      onChange()
    },
    remove(kind: string, id: string): void {
      table(kind).delete(id)
      onChange()
    },
    /** Removes every code and token issued under a grant, but not the grant. */
    removeTokensOf(grantId: string, kinds: string[] = underGrant): void {
      for (const kind of kinds) {
        for (const [id, payload] of table(kind)) if (payload.grantId === grantId) table(kind).delete(id)
      }
      onChange()
    },
    reset(): void {
      tables.clear()
      onChange()
    },
    /** What a restart needs; long expired records are left out. */
    snapshot: (): SavedRecords =>
      Object.fromEntries([...tables].map(([kind, rows]) => [kind, [...rows].filter(isWorthSaving(kind))])),
    adapter: (kind: string): Adapter => adapterOver(records, kind),
  }
  return records
}

function isWorthSaving(kind: string) {
  const limit = epochSeconds() - day
  return ([, { exp = 0 }]: SavedRecords[string][number]) => !shortLived.includes(kind) || exp > limit
}

type Rows = Pick<Records, 'find' | 'list' | 'put' | 'remove' | 'removeTokensOf'>

function adapterOver(rows: Rows, kind: string): Adapter {
  return {
    find: async (id) => rows.find(kind, id),
    findByUid: async (uid) => rows.list(kind).find((payload) => payload.uid === uid),
    findByUserCode: async () => undefined,
    upsert: async (id, payload) => rows.put(kind, id, payload),
    destroy: async (id) => rows.remove(kind, id),
    revokeByGrantId: async (grantId) => rows.removeTokensOf(grantId, [kind]),
    async consume(id) {
      const payload = rows.find(kind, id)
      if (!payload) return
      // RFC 6749, 4.1.2 would have a code that is used twice end its tokens. Google keeps those of the first use.
      if (kind === 'AuthorizationCode') rows.remove(kind, id)
      else rows.put(kind, id, { ...payload, consumed: epochSeconds() })
    },
  }
}
