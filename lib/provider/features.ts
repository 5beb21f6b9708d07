import 'server-only'
import type { permissions } from '#lib/messages/en/permissions'
import type { PagePath } from '#lib/pages'
import type { ProviderId } from '#lib/provider-ids'

/** What says a permission of signing in, and what it shares, in each language. */
export type PermissionText = keyof typeof permissions

/** What else is known of a feature: its texts are in `lib/messages`, by its name here. */
type FeatureRow = {
  provider: ProviderId
  /** The one scope that it needs. */
  scope: string
  /** The page that it is on, which the navigation lists for people with an account of the provider. */
  page: PagePath
  /** What the provider calls the service behind it: "… is not answering". */
  service: string
}

/**
 * What this application does with a provider beyond signing in. Each asks for its scope when it is first used, and can be
 * turned off on the page Connections. Another one is a row here (docs/extend.md).
 */
export const featureTable = {
  drive: {
    provider: 'google',
    scope: 'https://www.googleapis.com/auth/drive.metadata.readonly',
    page: '/drive',
    service: 'Google Drive',
  },
  posts: {
    provider: 'twitter',
    scope: 'offline.access',
    page: '/posts',
    service: 'X',
  },
} as const satisfies Record<string, FeatureRow>

export type Feature = keyof typeof featureTable

export const features = Object.keys(featureTable) as [Feature, ...Feature[]]

/** What is known of a feature. */
export function featureRow(feature: Feature): FeatureRow {
  const rows: Record<string, FeatureRow> = featureTable
  return rows[feature] as FeatureRow
}

/** The features of one provider. */
export function featuresOf(provider: ProviderId): Feature[] {
  return features.filter((feature) => featureRow(feature).provider === provider)
}
