/** By the ids that apps have for them. */
export const providerIds = ['google', 'facebook', 'twitter'] as const
export type ProviderId = (typeof providerIds)[number]

/** An app registered with the sandbox, as in a provider's console. */
export type ClientOptions = {
  /** Google when left out. */
  provider?: ProviderId
  id: string
  secret: string
  name: string
  redirectUris: string[]
  /** Where Facebook tells the app that somebody has removed it, or wants what it knows of them deleted. */
  callbacks?: { deauthorize: string; deleteData: string }
}

/** What a person lets a client do at one of the providers. `sub` is the person's, whichever provider it is. */
export type SandboxGrant = { id: string; sub: string; clientId: string; scopes: string[] }
