'use server'

import { z } from 'zod'
import { clearSessionCookie, signOut as endSignIn, SIGNED_OUT_PAGE } from '#lib/auth/sign-out'
import { formAction } from '#lib/web/form-action'

/** Whose session is over already is told the same: that is what they wanted. */
export const signOut = formAction({
  input: z.object({}),
  page: '/',
  async run({ viewer, client }) {
    await endSignIn(viewer, client)
    return SIGNED_OUT_PAGE
  },
  async whenSignedOut() {
    await clearSessionCookie()
    return SIGNED_OUT_PAGE
  },
})
