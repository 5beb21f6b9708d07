import 'server-only'
import type { NewLine } from '#lib/activity/events'
import { profileOf } from '#lib/auth/profile'
import { mailSettings } from '#lib/env'
import { sealFacts } from '#lib/notices/facts'
import { foldEmail } from '#lib/provider/identity'
import type { ProviderId } from '#lib/provider-ids'
import type { Client } from '#lib/request/client'

type Account = Parameters<typeof profileOf>[0][number] & { provider: ProviderId }

/**
 * The line of the history for somebody who goes by another address from now on, or by none; none for one that is the same in
 * another spelling. It also writes to the address that was theirs: whoever has taken an account over would be the only one
 * to hear of it.
 *
 * @param before what they went by
 * @param accounts those that they have from now on, the oldest first
 */
export async function addressLines(
  before: string | null,
  accounts: readonly Account[],
  { userAgent, ipAddress }: Client,
): Promise<NewLine[]> {
  const { email } = profileOf(accounts)
  if (foldEmail(before ?? '') === foldEmail(email ?? '')) return []
  const provider = accounts.find((one) => one.email === email)?.provider
  const line: NewLine = { kind: 'address_changed', details: { account: email, provider } }
  if (before === null || !mailSettings()) return [line]
  const facts = await sealFacts({
    to: before,
    userAgent,
    ipAddress,
    askedBy: null,
    provider: null,
    reads: null,
  })
  return [{ ...line, alsoTo: { kind: 'address-left', facts } }]
}
