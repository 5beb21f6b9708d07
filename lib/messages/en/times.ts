/** A moment beside others that `Intl` writes: "3 minutes ago". */
export const times = {
  /** Stands between a date and a time: "24 November 2026, 01:38". */
  between: ', ',
  justNow: 'just now',
  soon: 'in less than a minute',
} as const
