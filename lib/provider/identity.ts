import 'server-only'
import { z } from 'zod'
import { type ProviderId, providerIds, providerNames } from '#lib/provider-ids'

/** Who a provider says this is, after every check. Known by provider, issuer and subject, never by the address. */
export type Identity = {
  provider: ProviderId
  issuer: string
  /** `sub` of an `id_token` (OpenID Connect Core 1.0, section 5.7), or the id that the provider has for them. */
  subject: string
  /** As the provider wrote it. Null when the person has none there, or does not share it. */
  email: string | null
  /** Whether the provider asserts that the address is theirs. One that it does not assert is contact data and nothing else. */
  emailVerified: boolean
  /** The address folded, for comparison only; null unless it is verified. */
  emailKey: string | null
  /** What the provider calls them in public, without the @. It changes hands: never a key. */
  handle: string | null
  name: string | null
  image: string | null
  /** The organisation that manages the account (Google: `hd`). */
  hostedDomain: string | null
  /** When the provider last asked the person to prove who they are, if it says so (`auth_time`). */
  authenticatedAt: Date | null
}

/** An address for comparison only: case and Unicode composition do not make another person. */
export function foldEmail(email: string): string {
  return email.normalize('NFC').toLowerCase()
}

const text = z.string().nullable()

/** What an account is called by, as it is in the database. */
export const labelledShape = z.object({
  provider: z.enum(providerIds),
  email: text,
  handle: text,
  name: text,
})

export type Labelled = z.output<typeof labelledShape>

/** The same, for a query of Prisma's. */
export const labelledFields = { provider: true, email: true, handle: true, name: true } as const

/** The same at the beginning of a sentence. */
export function startOf(label: string): string {
  return providerIds.some((id) => label === nameless(id))
    ? label.charAt(0).toUpperCase() + label.slice(1)
    : label
}

/** What a line of the history says of an account (lib/activity/events.ts). */
export function whoseOf(labelled: Labelled): { account: string; provider: ProviderId } {
  return { account: labelOf(labelled), provider: labelled.provider }
}

/** How people are told which of their accounts is meant: by its handle, its address, its name, or at least whose it is. */
export function labelOf({ provider, email, handle, name }: Labelled): string {
  if (handle !== null) return `@${handle}`
  return email ?? name ?? nameless(provider)
}

function nameless(provider: ProviderId): string {
  return `your ${providerNames[provider]} account`
}
