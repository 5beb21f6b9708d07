/** Why a provider ended the access. It seldom says it; the others are the likely reasons. */
export const endReasons = {
  revoked: {
    google:
      'It was probably taken back in your Google Account, or ended by a change of your password or by an administrator.',
    facebook:
      'It was probably taken back in the settings of Facebook, or ended by a change of your password.',
    twitter: 'It was probably taken back in the settings of X, or ended by a change of your password.',
  },
  expired: 'You gave it for a limited time, and that time is over.',
  testing: 'While this application is being tested, {provider} ends every access after seven days.',
  unused: 'It was not used for six months, after which {provider} ends it.',
  no_refresh_token: {
    google: 'Google gave it for about an hour only, and that hour is over.',
    facebook: 'Facebook gave it for a short time only, and that time is over.',
    twitter: 'X gave it for a short time only, and that time is over.',
  },
  refused: '{provider} no longer accepts it, and does not say why.',
  organisation:
    'A rule of your organisation, or the protection of your {provider} account, no longer allows it. Ask your administrator: once it is allowed, reconnecting works.',
  consent: '{provider} wants you to agree to it again.',
} as const
