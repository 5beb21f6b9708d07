'use server'

import { z } from 'zod'
import { signOut as endSignIn } from '#lib/auth/sign-out'
import { formAction } from '#lib/web/form-action'

export const signOut = formAction(z.object({}), async (viewer) => {
  await endSignIn(viewer)
  return '/'
})
