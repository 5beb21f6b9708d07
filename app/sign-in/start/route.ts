import { z } from 'zod'
import { safeReturnTo } from '#lib/auth/return-to'
import { startSignIn } from '#lib/auth/start-sign-in'
import { formRoute } from '#lib/web/form-route'

/** Sends the browser to Google. A plain form post, so that it is the same with and without JavaScript. */
export const POST = formRoute(z.object({ returnTo: z.string().optional() }), ({ returnTo }) =>
  startSignIn(safeReturnTo(returnTo), 'choose-account'),
)
