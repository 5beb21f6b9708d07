'use server'

import { z } from 'zod'
import { deleteUser } from '#lib/account/delete'
import { clearSessionCookie } from '#lib/auth/sign-out'
import { formAction } from '#lib/web/form-action'

export const deleteAccount = formAction({
  input: z.object({ sure: z.literal('on') }),
  page: '/settings/delete',
  recent: true,
  async run({ viewer, client }) {
    await deleteUser(viewer, client)
    await clearSessionCookie()
    return '/goodbye'
  },
})
