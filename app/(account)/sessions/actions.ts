'use server'

import { headers } from 'next/headers'
import { z } from 'zod'
import { signOut } from '#lib/auth/sign-out'
import { describeClient } from '#lib/request/client'
import { endOneSession, endOtherSessions } from '#lib/sessions/end'
import { leaveNotice } from '#lib/sessions/notice'
import { formAction } from '#lib/web/form-action'

const page = '/sessions'

/** An `id` that is nobody's, somebody else's or no id at all gets the same answer. */
export const endSession = formAction({
  input: z.object({ id: z.string() }),
  page,
  async run(viewer, { id }) {
    if (id === viewer.sessionId) {
      await signOut(viewer)
      return '/'
    }
    const browser = await endOneSession(viewer, id, describeClient(await headers()))
    await leaveNotice(viewer.sessionId, { kind: 'session-ended', browser })
    return page
  },
})

export const endOthers = formAction({
  input: z.object({}),
  page,
  async run(viewer) {
    const count = await endOtherSessions(viewer, describeClient(await headers()))
    await leaveNotice(viewer.sessionId, { kind: 'others-ended', count })
    return page
  },
})
