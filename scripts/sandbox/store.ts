import type { Adapter, AdapterPayload } from 'oidc-provider'
import { epochSeconds } from './clock.ts'

/** Records of one kind by id, in order of creation. */
type Table = Map<string, AdapterPayload>
export type Records = Record<string, [id: string, payload: AdapterPayload][]>

const shortLived = ['Interaction', 'Session', 'AuthorizationCode', 'AccessToken']
const underGrant = ['AuthorizationCode', 'AccessToken', 'RefreshToken']
const day = 86_400

export type Store = ReturnType<typeof createStore>

/** Everything oidc-provider remembers, in memory. `onChange` is called after each change. */
export function createStore(initial: Records, onChange: () => void) {
  const tables = new Map<string, Table>(Object.entries(initial).map(([kind, rows]) => [kind, new Map(rows)]))

  function table(kind: string): Table {
    const found = tables.get(kind) ?? new Map<string, AdapterPayload>()
    tables.set(kind, found)
    return found
  }

  const store = {
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
    snapshot: (): Records =>
      Object.fromEntries([...tables].map(([kind, rows]) => [kind, [...rows].filter(isKept(kind))])),
    adapter: (kind: string): Adapter => adapterOver(store, kind),
  }
  return store
}

function isKept(kind: string) {
  const limit = epochSeconds() - day
  return ([, { exp = 0 }]: Records[string][number]) => !shortLived.includes(kind) || exp > limit
}

type Rows = Pick<Store, 'find' | 'list' | 'put' | 'remove' | 'removeTokensOf'>

function adapterOver(store: Rows, kind: string): Adapter {
  return {
    find: async (id) => store.find(kind, id),
    findByUid: async (uid) => store.list(kind).find((payload) => payload.uid === uid),
    findByUserCode: async () => undefined,
    upsert: async (id, payload) => store.put(kind, id, payload),
    destroy: async (id) => store.remove(kind, id),
    revokeByGrantId: async (grantId) => store.removeTokensOf(grantId, [kind]),
    async consume(id) {
      const payload = store.find(kind, id)
      if (!payload) return
      // A code used twice is simply unknown the second time: Google keeps the tokens of the first use.
      if (kind === 'AuthorizationCode') store.remove(kind, id)
      else store.put(kind, id, { ...payload, consumed: epochSeconds() })
    },
  }
}
