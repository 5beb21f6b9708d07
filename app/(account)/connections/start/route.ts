import { z } from 'zod'
import { confirmIntent, grantIntent, linkIntent, reconnectIntent } from '#lib/auth/intents'
import { requireRecent } from '#lib/auth/recent'
import { startAuthorization } from '#lib/auth/start'
import { features } from '#lib/provider/features'
import { FORMER_PROVIDER, providerIds } from '#lib/provider-ids'
import type { Viewer } from '#lib/viewer'
import { viewerFormRoute } from '#lib/web/form-route'

const account = z.string()

const input = z.discriminatedUnion('intent', [
  z.object({ intent: z.literal('link'), provider: z.enum(providerIds).default(FORMER_PROVIDER) }),
  z.object({ intent: z.literal('grant'), account, feature: z.enum(features) }),
  z.object({ intent: z.literal('reconnect'), account }),
  z.object({ intent: z.literal('confirm'), account: account.optional() }),
])

/** Sends somebody who is signed in to a provider for one more thing. Each button of ours names one. */
export const POST = viewerFormRoute(input, async ({ viewer, ...sent }, wanted) =>
  startAuthorization(await intentOf(viewer, wanted), sent),
)

async function intentOf(viewer: Viewer, wanted: z.output<typeof input>) {
  switch (wanted.intent) {
    case 'link':
      // One more way to sign in outlasts the session that added it.
      requireRecent(viewer)
      return linkIntent(viewer, wanted.provider)
    case 'grant':
      return grantIntent(viewer, wanted.account, wanted.feature)
    case 'reconnect':
      return reconnectIntent(viewer, wanted.account)
    case 'confirm':
      return confirmIntent(viewer, wanted.account)
  }
}
