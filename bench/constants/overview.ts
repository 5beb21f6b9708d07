import 'server-only'
import type { Overview } from '#lib/account/overview'
import type { Viewer } from '#lib/viewer'

export * from '#lib/account/overview'

export async function getOverview(_viewer: Viewer): Promise<Overview> {
  return {
    hostedDomain: null,
    session: {
      startedAt: new Date('2026-11-26T08:00:00Z'),
      endsAt: new Date('2026-12-26T08:00:00Z'),
      ipAddress: '127.0.0.1',
      browser: 'Chrome on Windows',
    },
  }
}
