/** The holes of packages that are known here, and who has them: what is looked up without asking anybody. */

/** The oldest version of a package without the holes that were known when this was written. */
type Advisory = {
  name: string
  from: string
  mended: string
  /** When the holes came, if they were not always there. */
  since?: string
}

export const advisories: Advisory[] = [
  { name: 'next', from: '16.2.11', mended: 'CVE-2026-64642, CVE-2026-64643 and others' },
  { name: 'next-auth', from: '5.0.0-beta.32', mended: 'CVE-2026-73420, CVE-2026-73421 and others' },
  { name: '@auth/core', from: '0.41.3', mended: 'CVE-2026-73420, CVE-2026-73421 and others' },
  { name: 'jose', from: '4.15.5', mended: 'CVE-2024-28176' },
  { name: 'nodemailer', from: '9.1.0', mended: 'GHSA-2x7j-588g-ccc2, CVE-2025-14874 and others' },
  { name: 'pg', from: '7.1.2', mended: 'CVE-2017-16082' },
  { name: 'preact', since: '10.26.5', from: '10.28.2', mended: 'CVE-2026-22028' },
  { name: 'react-dom', from: '16.4.2', mended: 'CVE-2018-6341' },
  { name: 'zod', from: '3.22.3', mended: 'CVE-2023-4316' },
]

/** Those that were looked up in November 2026 and had no hole in any version that could be installed here. */
export const WITHOUT_ADVISORY = [
  '@auth/prisma-adapter',
  '@fontsource-variable/schibsted-grotesk',
  '@opentelemetry/api',
  '@opentelemetry/exporter-trace-otlp-http',
  '@opentelemetry/resources',
  '@opentelemetry/sdk-trace-node',
  '@panva/hkdf',
  '@prisma/adapter-pg',
  '@prisma/client',
  'bowser',
  'maxmind',
  'oauth4webapi',
  'pg-boss',
  'pino',
  'preact-render-to-string',
  'prom-client',
  'rate-limiter-flexible',
  'react',
  'server-only',
  'use-intl',
]

/** What `npm ci` installs: every copy of a package by its path, also those that lie within other packages. */
export type Lockfile = { packages: Record<string, LockedPackage> }

type LockedPackage = {
  name?: string
  version?: string
  dependencies?: Record<string, string>
  optionalDependencies?: Record<string, string>
  license?: string
  integrity?: string
  dev?: boolean
  optional?: boolean
  devOptional?: boolean
  hasInstallScript?: boolean
}

/** Who signs people in: what these are made of is as near to strangers as they are. */
const SIGN_PEOPLE_IN = ['node_modules/next-auth', 'node_modules/@auth/core']

/** The packages that production runs by our choice, or that sign people in by that of Auth.js. */
export function listThatMatter({ packages }: Lockfile): string[] {
  const makers = ['', ...SIGN_PEOPLE_IN]
  return [...new Set(makers.flatMap((path) => Object.keys(packages[path]?.dependencies ?? {})))].sort()
}

/** Those of them of which nobody has said whether they have had holes. */
export function findUnknown(lockfile: Lockfile): string[] {
  const known = [...advisories.map(({ name }) => name), ...WITHOUT_ADVISORY]
  return listThatMatter(lockfile).filter((name) => !known.includes(name))
}

/** The copies in a lockfile that lack a fix, each with what it lacks. */
export function findVulnerable({ packages }: Lockfile): string[] {
  return Object.entries(packages).flatMap(([path, { version = '' }]) => {
    const advisory = advisories.find(({ name }) => path.endsWith(`node_modules/${name}`))
    if (!advisory || compareVersions(version, advisory.from) >= 0) return []
    if (advisory.since && compareVersions(version, advisory.since) < 0) return []
    return [`${path} ${version} lacks the fixes of ${advisory.mended}: install ${advisory.from} or newer`]
  })
}

/** Below zero when `one` is older (semver.org, sections 10 and 11, for the versions that npm packages have). */
export function compareVersions(one: string, other: string): number {
  const [left, right] = [one, other].map((version) => version.split('+')[0]?.split('-') ?? [])
  const released = compareParts(left?.[0], right?.[0])
  if (released !== 0) return released
  const [early, otherEarly] = [left?.slice(1).join('-'), right?.slice(1).join('-')]
  if (!early || !otherEarly) return Number(Boolean(otherEarly)) - Number(Boolean(early))
  return compareParts(early, otherEarly)
}

function compareParts(one = '', other = ''): number {
  return one.localeCompare(other, 'en', { numeric: true })
}
