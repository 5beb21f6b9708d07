import { type Check, type Finding, failure, ok, warning } from '#lib/doctor/check'
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
  examine: () => lookAtNode(process.versions.node, new Date()),
}

export function lookAtNode(version: string, today: Date): Finding {
  if (version.localeCompare(OLDEST_NODE, 'en', { numeric: true }) < 0)
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
