import { advisories } from '#lib/doctor/advisories'
import { type Check, type Finding, failure, ok, warning } from '#lib/doctor/check'
import { compareVersions, findInstalled, type Installed } from '#lib/doctor/installed'
import type { SetUp } from '#lib/doctor/set-up'

const OLDEST_NODE = '22.18.0'

/** When the support of a major version ends (nodejs.org/en/about/previous-releases). */
const NODE_SUPPORT: Record<string, string> = {
  22: '2027-04-30',
  23: '2025-06-01',
  24: '2028-04-30',
  25: '2026-06-01',
  26: '2029-04-30',
}

export const node: Check<SetUp> = {
  id: 'node',
  group: 'Versions',
  title: 'Node.js',
  examine: () => judgeNode(process.versions.node, new Date()),
}

export function judgeNode(version: string, today: Date): Finding {
  if (compareVersions(version, OLDEST_NODE) < 0)
    return failure(
      `version ${version}`,
      `Use Node.js ${OLDEST_NODE} or newer: older ones cannot run this code.`,
    )
  const end = NODE_SUPPORT[version.split('.')[0] ?? '']
  if (end && new Date(end) < today)
    return warning(
      `version ${version}, without security updates since ${end}`,
      'Move to a supported version.',
    )
  return ok(`version ${version}`)
}

export const dependencies: Check<SetUp> = {
  id: 'dependencies',
  group: 'Versions',
  title: 'Dependencies',
  examine: () => judgeInstalled(findInstalled(advisories.map(({ name }) => name))),
}

/** Compares what is installed, every copy of it, with the first versions without known holes. */
export function judgeInstalled(installed: Installed[]): Finding {
  const old = installed.flatMap(({ name, version }) => {
    const advisory = advisories.find((one) => one.name === name)
    return advisory && compareVersions(version, advisory.from) < 0 ? [{ ...advisory, version }] : []
  })
  if (old.length === 0) return ok(describeInstalled(installed))
  return failure(
    old.map(({ name, version, mended }) => `${name} ${version} lacks the fixes of ${mended}`).join('; '),
    `Install ${old.map(({ name, from }) => `${name} ${from} or newer`).join(', ')}.`,
  )
}

/** The standalone folder has those that Next has bundled nowhere else. */
function describeInstalled(installed: Installed[]): string {
  const there = installed.map(({ name, version }) => `${name} ${version}`)
  const bundled = advisories.filter(({ name }) => !installed.some((one) => one.name === name))
  return [...there, ...bundled.map(({ name }) => `${name} as it was built in`)].join(', ')
}
