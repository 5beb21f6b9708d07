/** What browsers, and about where they are, are called on every page. */
export const devices = {
  about: 'about {place}',
  /** A town and its country: "Berlin, Germany". */
  town: '{town}, {country}',
  at: '{device} at {address}',
  thisDevice: 'This device',
  now: 'In use now',
  lastUsed: 'Last used <when></when>',
} as const
