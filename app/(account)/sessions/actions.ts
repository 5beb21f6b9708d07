'use server'

import { z } from 'zod'
import { SIGNED_OUT_PAGE, signOut } from '#lib/auth/sign-out'
import { endOneSession, endOtherSessions } from '#lib/sessions/end'
import { leaveNotice } from '#lib/sessions/notice'
import { formAction } from '#lib/web/form-action'

const page = '/sessions'

/** An `id` that is nobody's, somebody else's, of a session that is over, or no id at all gets the same answer. */
export const signOutOne = formAction({
  input: z.object({ id: z.string() }),
  page,
  whenGone: { kind: 'session-over' },
  async run({ viewer, client }, { id }) {
    if (id === viewer.sessionId) {
      await signOut(viewer, client)
      return SIGNED_OUT_PAGE
    }
    const browser = await endOneSession(viewer, id, client)
    await leaveNotice(viewer.sessionId, { kind: 'session-ended', browser })
    return page
  },
})

export const signOutOthers = formAction({
  input: z.object({}),
  page,
  async run({ viewer, client }) {
    const count = await endOtherSessions(viewer, client)
    await leaveNotice(viewer.sessionId, { kind: 'others-ended', count })
    return page
  },
})
