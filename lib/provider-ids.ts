/**
 * The providers that people can sign in with, by the ids that Auth.js has for them: an id is at once the last part of the
 * redirect URI, the value of `accounts.provider`, and the middle of the variables' names (`AUTH_GOOGLE_ID`). Pages offer them
 * in this order.
 */
export const providerIds = ['google', 'facebook', 'twitter'] as const

export type ProviderId = (typeof providerIds)[number]

/** What people call them. */
export const providerNames = {
  google: 'Google',
  facebook: 'Facebook',
  twitter: 'X',
} as const satisfies Record<ProviderId, string>

/** Whose everything is that names no provider: it was stored, or its page was sent, when there was one. */
export const FORMER_PROVIDER: ProviderId = 'google'

const CALLBACK_ROOT = '/api/auth/callback/'

/** The path that a provider sends people back to. Each has its own, so that no answer is taken for another's (RFC 9700, section 4.4). */
export function callbackPath(provider: ProviderId): string {
  return CALLBACK_ROOT + provider
}

/** The provider whose answers arrive at this path; null when it is nobody's. */
export function providerAt(path: string): ProviderId | null {
  return providerIds.find((id) => callbackPath(id) === path) ?? null
}

/** The redirect URI (RFC 6749, section 3.1.2): to the letter what the provider's console must know for this client. */
export function redirectUri(origin: string, provider: ProviderId): string {
  return origin + callbackPath(provider)
}
