import { z } from 'zod'
import { signInIntent } from '#lib/auth/intents'
import { startJourney } from '#lib/auth/start'
import { formRoute } from '#lib/web/form-route'

/** Sends the browser to Google. A plain form post, so that it is the same with and without JavaScript. */
export const POST = formRoute(z.object({}), (_input, returnTo) => startJourney(signInIntent, returnTo))
