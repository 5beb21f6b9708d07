import 'server-only'
import { foldEmail, type Identity } from '#lib/provider/identity'

/** One of somebody's accounts, as far as they go by it. */
type Account = Pick<Identity, 'name' | 'image' | 'email' | 'emailVerified'> & { lastSignInAt: Date }

/**
 * What somebody goes by: the name and the picture of their oldest account, and the address of the oldest whose provider
 * asserts it, or else of the oldest that has any. An address that nobody asserts is no key: it takes none from anybody.
 *
 * @param accounts the oldest first
 */
export function profileOf(accounts: readonly Account[]) {
  const [oldest] = accounts
  const verified = accounts.find(({ email, emailVerified }) => email !== null && emailVerified)
  const addressed = verified ?? accounts.find(({ email }) => email !== null)
  const email = addressed?.email ?? null
  return {
    name: oldest?.name ?? null,
    image: oldest?.image ?? null,
    email,
    emailKey: verified && email !== null ? foldEmail(email) : null,
    emailVerified: verified?.lastSignInAt ?? null,
  }
}
