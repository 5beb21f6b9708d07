'use server'

import { z } from 'zod'
import { findSessionOfLine } from '#lib/account/history-line'
import { SIGNED_OUT_PAGE, signOut } from '#lib/auth/sign-out'
import { endOneSession, endOtherSessions } from '#lib/sessions/end'
import { leaveNotice } from '#lib/sessions/notice'
import { formAction } from '#lib/web/form-action'
import { addressOf } from '#lib/web/page-address'

const input = z.object({ id: z.string() })
const page = (given: z.output<typeof input> | undefined) =>
  given ? addressOf('/activity/[id]', {}, given) : '/activity'

/**
 * Ends the session of a line, at one press: whoever comes here is in a hurry, and can sign in again. A confirmation is asked
 * for where a thief could be who is in a hurry (`endOtherSessions`).
 */
export const endSessionOfLine = formAction({
  input,
  page,
  whenGone: { kind: 'browser-out' },
  async run({ viewer, client }, { id }) {
    const session = await findSessionOfLine(viewer, id)
    if (session === viewer.sessionId) {
      await signOut(viewer, client)
      return SIGNED_OUT_PAGE
    }
    const browser = await endOneSession(viewer, session, client)
    await leaveNotice(viewer.sessionId, { kind: 'session-ended', browser })
    return page({ id })
  },
})

export const endOthersFromLine = formAction({
  input,
  page,
  async run({ viewer, client }, { id }) {
    const count = await endOtherSessions(viewer, client)
    await leaveNotice(viewer.sessionId, { kind: 'others-ended', count })
    return page({ id })
  },
})
