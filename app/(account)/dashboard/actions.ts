'use server'

import { z } from 'zod'
import { reviewBrowsers } from '#lib/account/overview'
import { leaveNotice } from '#lib/sessions/notice'
import { formAction } from '#lib/web/form-action'

const page = '/dashboard'

/** "It was me", of all new browsers up to that line of the history. */
export const confirmBrowsers = formAction({
  input: z.object({ line: z.string() }),
  page,
  async run({ viewer }, { line }) {
    await reviewBrowsers(viewer, line)
    await leaveNotice(viewer.sessionId, { kind: 'browsers-reviewed' })
    return page
  },
})
