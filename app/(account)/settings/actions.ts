'use server'

import { refresh } from 'next/cache'
import { z } from 'zod'
import { changeOwnName, readOwnName } from '#lib/account/name'
import { leaveNotice } from '#lib/sessions/notice'
import { formAction } from '#lib/web/form-action'

const page = '/settings'

/** Whatever was typed, the page says what became of it. */
export const saveOwnName = formAction({
  input: z.object({ name: z.string().max(1_000) }),
  page,
  async run({ viewer, client }, { name }) {
    const own = readOwnName(name)
    if (own === undefined) {
      await leaveNotice(viewer.sessionId, { kind: 'name-refused' })
      return page
    }
    await changeOwnName(viewer, own, client)
    await leaveNotice(viewer.sessionId, { kind: 'name-changed', name: own })
    // The header has it, too.
    refresh()
    return page
  },
})
