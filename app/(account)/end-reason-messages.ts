import type { EndReason } from '#lib/grants/end-reason'

/** Why Google ended the access, in words. Google seldom says it; the others are the likely reasons. */
export const endReasonMessages = {
  revoked:
    'It was probably taken back in your Google Account, or ended by a change of your password or by an administrator.',
  expired: 'You gave it for a limited time, and that time is over.',
  testing: 'While this application is being tested, Google ends every access after seven days.',
  unused: 'It was not used for six months, after which Google ends it.',
  no_refresh_token: 'Google gave it for about an hour only, and that hour is over.',
  refused: 'Google no longer accepts it, and does not say why.',
  organisation:
    'A rule of your organisation, or the protection of your Google Account, no longer allows it. Ask your administrator: once it is allowed, reconnecting works.',
  consent: 'Google wants you to agree to it again.',
} as const satisfies Record<EndReason, string>
