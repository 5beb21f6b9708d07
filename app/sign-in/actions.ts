'use server'

import { z } from 'zod'
import { safeReturnTo } from '#lib/auth/return-to'
import { startSignIn } from '#lib/auth/start-sign-in'
import { publicFormAction } from '#lib/web/form-action'

export const signIn = publicFormAction(z.object({ returnTo: z.string().optional() }), ({ returnTo }) =>
  startSignIn(safeReturnTo(returnTo), { prompt: 'select_account' }),
)
