'use server'

import { refresh } from 'next/cache'
import { z } from 'zod'
import { disconnect as disconnectAccount } from '#lib/connections/disconnect'
import { turnFeatureOff, turnFeatureOn } from '#lib/connections/features'
import { features } from '#lib/provider/features'
import { leaveNotice } from '#lib/sessions/notice'
import { formAction } from '#lib/web/form-action'
import { disconnectAddress } from './disconnect-address.ts'

const page = '/connections'

/** An `account` that is nobody's, somebody else's or no id at all gets the same answer. */
const account = z.string()
const target = z.object({ account, feature: z.enum(features) })

export const turnOff = formAction({
  input: target,
  page,
  async run({ viewer, client }, { account: accountId, feature }) {
    const email = await turnFeatureOff(viewer, { accountId, feature }, client)
    await leaveNotice(viewer.sessionId, { kind: 'permission-off', account: email })
    return page
  },
})

export const turnOn = formAction({
  input: target,
  page,
  async run({ viewer, client }, { account: accountId, feature }) {
    const email = await turnFeatureOn(viewer, { accountId, feature }, client)
    const notice = email ? ({ kind: 'permission-on', account: email } as const) : null
    await leaveNotice(viewer.sessionId, notice ?? { kind: 'permission-gone' })
    return page
  },
})

export const disconnect = formAction({
  input: z.object({ account }),
  page: (form) => disconnectAddress(String(form.get('account'))),
  recent: true,
  async run({ viewer, client }, { account: accountId }) {
    const email = await disconnectAccount(viewer, accountId, client)
    await leaveNotice(viewer.sessionId, { kind: 'unlinked', account: email })
    // The header may have another name and picture to show.
    refresh()
    return page
  },
})
