import { brand } from '#lib/brand'
import type { Feature } from '#lib/google/scopes'

type Messages = {
  /** What Google calls the service behind it. */
  service: string
  /** Before anybody is asked for the permission. */
  permission: {
    title: string
    text: string
    /** What the permission lets us see, and what will never happen. */
    seen: readonly string[]
    never: readonly string[]
    /** How far it goes, and how it ends. */
    footer: string
  }
  /** What works again after reconnecting: "Reconnect to …". */
  reconnect: string
}

/** What `FeatureGate` says of each feature. One without messages does not compile. */
export const featureMessages = {
  drive: {
    service: 'Google Drive',
    permission: {
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
    reconnect: 'see your files again',
  },
} as const satisfies Record<Feature, Messages>
