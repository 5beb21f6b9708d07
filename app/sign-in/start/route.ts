import { z } from 'zod'
import { signInIntent } from '#lib/auth/intents'
import { startAuthorization } from '#lib/auth/start'
import { providerIds } from '#lib/provider-ids'
import { formRoute } from '#lib/web/form-route'

/** Sends the browser to a provider. A plain form post, so that it is the same with and without JavaScript. */
const input = z.object({ provider: z.enum(providerIds).default('google') })

export const POST = formRoute(input, (sent, { provider }) => startAuthorization(signInIntent(provider), sent))
