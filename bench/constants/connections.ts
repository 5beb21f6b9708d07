import 'server-only'
import type { Connection } from '#lib/connections/list'
import type { Viewer } from '#lib/viewer'

export * from '#lib/connections/list'

const since = new Date('2026-11-26T08:00:00Z')
const ADA = 'ada@gmail.example'
const SCOPES = ['openid', 'email', 'profile']

export async function listConnections(viewer: Viewer): Promise<Connection[]> {
  return [
    {
      id: viewer.accountId,
      provider: 'google',
      label: ADA,
      email: ADA,
      emailVerified: true,
      handle: null,
      name: 'Ada Lovelace',
      image: null,
      connectedAt: since,
      lastUsedAt: since,
      current: true,
      access: { kind: 'worked', since },
      permissions: SCOPES.map((scope) => ({ scope, since, feature: null, use: 'on' })),
    },
  ]
}
