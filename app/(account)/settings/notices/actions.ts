'use server'

import { z } from 'zod'
import { chooseNotices, optionalNotices } from '#lib/account/notices'
import { leaveNotice } from '#lib/sessions/notice'
import { formAction } from '#lib/web/form-action'

const page = '/settings'

/** A box that is not ticked is not sent. */
const box = z.literal('on').optional()

export const saveNotices = formAction({
  input: z.object({ 'access-ended': box, 'permission-changed': box }),
  page,
  async run({ viewer }, given) {
    await chooseNotices(
      viewer,
      optionalNotices.filter((kind) => given[kind] === 'on'),
    )
    await leaveNotice(viewer.sessionId, { kind: 'notices-chosen' })
    return page
  },
})
