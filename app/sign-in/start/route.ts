import { z } from 'zod'
import { signInIntent } from '#lib/auth/intents'
import { startAuthorization } from '#lib/auth/start'
import { FORMER_PROVIDER, providerIds } from '#lib/provider-ids'
import { formRoute } from '#lib/web/form-route'

/** Sends the browser to a provider. A plain form post, so that it is the same with and without JavaScript. */
const input = z.object({
  provider: z.enum(providerIds).default(FORMER_PROVIDER),
  /** The button of the page that asks whether this is one inside an app. */
  anyway: z.literal('yes').optional(),
})

export const POST = formRoute(input, (sent, { provider, anyway }) =>
  startAuthorization(signInIntent(provider), { ...sent, anyway: anyway !== undefined }),
)
