'use server'

import { z } from 'zod'
import { signOut as endSignIn } from '#lib/auth/sign-out'
import { formAction } from '#lib/web/form-action'

export const signOut = formAction({
  input: z.object({}),
  page: '/',
  async run({ viewer, client }) {
    await endSignIn(viewer, client)
    return '/'
  },
})
