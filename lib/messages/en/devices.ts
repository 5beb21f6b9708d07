/** What browsers, and about where they are, are called on every page. */
export const devices = {
  named: '{browser} on {system}',
  unknown: 'An unknown browser',
  about: 'about {place}',
  /** A town and its country: "Berlin, Germany". */
  town: '{town}, {country}',
  at: '{device} at {address}',
  /** Of what happened by itself, or elsewhere. */
  none: 'Not from a browser of yours',
  thisDevice: 'This device',
  now: 'In use now',
  lastUsed: 'Last used <when></when>',
} as const
