'use server'

import { refresh } from 'next/cache'
import { z } from 'zod'
import { safeReturnTo } from '#lib/auth/return-to'
import { disconnect as disconnectAccount } from '#lib/connections/disconnect'
import { turnFeatureOff, turnFeatureOn } from '#lib/connections/features'
import { featureRow, features } from '#lib/provider/features'
import { leaveNotice } from '#lib/sessions/notice'
import { formAction } from '#lib/web/form-action'
import { disconnectAddress } from './disconnect-address.ts'

const page = '/connections'

/** One that is nobody's, somebody else's, not connected any more, or no id at all gets the same answer. */
const account = z.string().transform((text) => z.uuid().safeParse(text).data ?? '')
const whenGone = { kind: 'not-linked' } as const
const target = z.object({ account, feature: z.enum(features) })

export const turnOff = formAction({
  input: target,
  page,
  whenGone,
  async run({ viewer, client }, { account: accountId, feature }) {
    const label = await turnFeatureOff(viewer, { accountId, feature }, client)
    const { provider } = featureRow(feature)
    await leaveNotice(viewer.sessionId, { kind: 'permission-off', account: label, provider })
    return page
  },
})

/** Also on the page of a feature, which says where that is. */
const backTo = z
  .string()
  .transform((path) => safeReturnTo(path))
  .default(page)

export const turnOn = formAction({
  input: target.extend({ returnTo: backTo }),
  page: (input) => input?.returnTo ?? page,
  whenGone,
  async run({ viewer, client }, { account: accountId, feature, returnTo }) {
    const label = await turnFeatureOn(viewer, { accountId, feature }, client)
    const notice = label ? ({ kind: 'permission-on', account: label } as const) : null
    const { provider } = featureRow(feature)
    await leaveNotice(viewer.sessionId, notice ?? { kind: 'permission-gone', provider })
    return returnTo
  },
})

export const disconnect = formAction({
  input: z.object({ account }),
  page: (input) => (input?.account ? disconnectAddress(input.account) : page),
  recent: true,
  whenGone,
  async run({ viewer, client }, { account: accountId }) {
    const gone = await disconnectAccount(viewer, accountId, client)
    await leaveNotice(viewer.sessionId, { kind: 'unlinked', ...gone })
    // The header may have another name and picture to show.
    refresh()
    return page
  },
})
