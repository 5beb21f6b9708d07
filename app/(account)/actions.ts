'use server'

import { z } from 'zod'
import { clearSessionCookie, signOut as endSignIn, SIGNED_OUT_PAGE } from '#lib/auth/sign-out'
import { themes } from '#lib/theme'
import { cameFrom } from '#lib/web/came-from'
import { formAction } from '#lib/web/form-action'
import { keepTheme } from '#lib/web/theme'

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

/** For whoever runs no script: the script of every page does the same at once. */
export const setTheme = formAction({
  input: z.object({ theme: z.enum(themes) }),
  page: '/dashboard',
  async run(_who, { theme }) {
    await keepTheme(theme)
    return cameFrom()
  },
})
