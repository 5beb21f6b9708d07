import 'server-only'
import type { Overview } from '#lib/account/overview'
import { describeDevice } from '#lib/request/device'
import type { Viewer } from '#lib/viewer'

export * from '#lib/account/overview'

const at = new Date('2026-11-26T08:00:00Z')
const userAgent =
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/139.0.0.0 Safari/537.36'
const ipAddress = '127.0.0.1'

export async function getOverview(viewer: Viewer): Promise<Overview> {
  const device = describeDevice(userAgent)
  const details = { account: viewer.accountLabel, provider: viewer.provider }
  return {
    hostedDomain: null,
    sessions: [{ id: viewer.sessionId, device, place: null, lastActiveAt: at }],
    others: 0,
    latest: [
      {
        id: viewer.userId,
        at,
        event: { kind: 'signed_in', details },
        device,
        userAgent,
        ipAddress,
        place: null,
      },
    ],
    unseen: [],
    unseenCount: 0,
    lost: [],
  }
}
