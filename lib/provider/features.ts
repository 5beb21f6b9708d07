import 'server-only'
import type { ProviderId } from '#lib/provider-ids'

/** A permission in plain words: what it lets us do, and how far it goes. */
export type PermissionCopy = { title: string; text: string | null }

type FeatureRow = {
  provider: ProviderId
  /** The one scope that it needs. */
  scope: string
  /** What buttons call it. */
  name: string
  permission: PermissionCopy
}

/**
 * What this application does with a provider beyond signing in. Each asks for its scope when it is first used, and can be
 * turned off on the page Connections. Another one is a row here (docs/extend.md).
 */
export const featureTable = {
  drive: {
    provider: 'google',
    scope: 'https://www.googleapis.com/auth/drive.metadata.readonly',
    name: 'Drive',
    permission: {
      title: 'See information about your files in Drive',
      text: 'Names, types, sizes, owners and dates. Never what is in them, and nothing can be changed.',
    },
  },
} as const satisfies Record<string, FeatureRow>

export type Feature = keyof typeof featureTable

export const features = Object.keys(featureTable) as [Feature, ...Feature[]]

/** The features of one provider. */
export function featuresOf(provider: ProviderId): Feature[] {
  return features.filter((feature) => featureTable[feature].provider === provider)
}
