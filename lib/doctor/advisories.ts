/** The oldest version of a package without the holes that were known when this was written, and what it mended. */
export const advisories = [
  { name: 'next', from: '16.2.11', mended: 'CVE-2026-64642, CVE-2026-64643 and others' },
  { name: 'next-auth', from: '5.0.0-beta.32', mended: 'CVE-2026-73420, CVE-2026-73421 and others' },
  { name: '@auth/core', from: '0.41.3', mended: 'CVE-2026-73420, CVE-2026-73421 and others' },
] as const
