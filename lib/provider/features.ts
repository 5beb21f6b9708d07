import 'server-only'
import { brand } from '#lib/brand'
import type { PagePath } from '#lib/pages'
import type { ProviderId } from '#lib/provider-ids'

/** A permission in plain words: what it lets us do, and how far it goes. */
export type PermissionCopy = { title: string; text: string | null }

type FeatureRow = {
  provider: ProviderId
  /** The one scope that it needs. */
  scope: string
  /** The page that it is on, which the navigation lists for people with an account of the provider. */
  page: PagePath
  /** What buttons call it: "Turn off …". */
  name: string
  /** What the provider calls the service behind it: "… is not answering". */
  service: string
  /** What works again after reconnecting: "Reconnect to …". */
  reconnect: string
  /** On the page Connections. */
  permission: PermissionCopy
  /** Before the provider asks for it. */
  request: {
    title: string
    text: string
    /** What the permission lets us see, and what will never happen. */
    seen: readonly string[]
    never: readonly string[]
    /** How far it goes, and how it ends. */
    footer: string
  }
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
    name: 'Drive',
    service: 'Google Drive',
    reconnect: 'see your files again',
    permission: {
      title: 'See information about your files in Drive',
      text: 'Names, types, sizes, owners and dates. Never what is in them, and nothing can be changed.',
    },
    request: {
      title: `Let ${brand.name} list your files`,
      text: 'To show your recent files here, and to search them, we need your permission to see information about them. Google asks you on the next screen, where you tick the box; then you come back to this page.',
      seen: [
        'Names and types of your files, and how large they are',
        'Who owns them',
        'When they were last changed',
        'Their addresses, to open them in Drive',
      ],
      never: [
        'Open your files or see what is in them',
        'Change, share or delete anything',
        'Keep a copy of the list',
      ],
      footer:
        'The permission covers everything that Drive knows about a file except its contents. Of that we read what is listed above, each time you open this page. You can take the permission back at any time in your Google Account.',
    },
  },
  posts: {
    provider: 'twitter',
    scope: 'offline.access',
    page: '/posts',
    name: 'Posts',
    service: 'X',
    reconnect: 'see your posts again',
    permission: {
      title: 'Stay connected to X, to show you your posts',
      text: 'Your own posts are read when you open their page, and none is kept. Nothing can be changed.',
    },
    request: {
      title: `Let ${brand.name} show your posts`,
      text: 'To show your own posts here whenever you come back, we need your permission to stay connected to your X account. X asks you on the next screen; then you come back to this page.',
      seen: [
        'Your own posts, replies and reposts, with their text',
        'When you posted them',
        'Their addresses, to open them at X',
      ],
      never: [
        'Post, like, follow or change anything',
        'Read your messages or your bookmarks',
        'Keep a copy of your posts',
      ],
      footer:
        'X knows no smaller permission than to see every post that you can see. Of that we read your own, each time you open this page. You can take the permission back at any time in the settings of X.',
    },
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
