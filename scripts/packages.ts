/**
 * `npm run packages`: what is known against the packages that are installed, and which have a newer version. Fails for a hole
 * or a licence, never for a version. Without an answer of npm's registry it goes by what is written here.
 */
import { execFile } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { z } from 'zod'
import { findUnknown, findVulnerable, type Lockfile } from '#scripts/packages/advisories'
import { findForeign } from '#scripts/packages/licences'

/** From which severity on a hole counts: what only builds and tests sees nobody's input. */
const SEVERITIES = ['info', 'low', 'moderate', 'high', 'critical'] as const
const FROM = { production: 'moderate', development: 'high' } as const

const auditShape = z.object({
  vulnerabilities: z.record(
    z.string(),
    z.object({ severity: z.enum(SEVERITIES), range: z.string(), nodes: z.array(z.string()) }),
  ),
})

const outdatedShape = z.record(z.string(), z.object({ current: z.string().optional(), latest: z.string() }))

const lockfile: Lockfile = JSON.parse(
  await readFile(new URL('../package-lock.json', import.meta.url), 'utf8'),
)

const wrong = [
  ...findVulnerable(lockfile),
  ...findUnknown(lockfile).map(
    (name) => `${name}: nobody has looked up its holes (scripts/packages/advisories.ts)`,
  ),
  ...findForeign(lockfile).map((found) => `${found}: not a licence of scripts/packages/licences.ts`),
  ...(await askAudit()),
]
await listNewer()
for (const line of wrong) console.error(`✗ ${line}`)
console.log(wrong.length === 0 ? '✓ No known hole, and no licence that was not agreed to' : '')
process.exitCode = wrong.length === 0 ? 0 : 1

/** What npm's registry knows of (docs.npmjs.com/cli/commands/npm-audit); nothing while it does not say. */
async function askAudit(): Promise<string[]> {
  const { success, data } = auditShape.safeParse(await askNpm('audit', '--json'))
  if (!success) {
    console.log('npm audit has no answer here: only scripts/packages/advisories.ts was asked')
    return []
  }
  return Object.entries(data.vulnerabilities).flatMap(([name, { severity, range, nodes }]) => {
    const used = nodes.some((path) => lockfile.packages[path]?.dev !== true) ? 'production' : 'development'
    const counts = SEVERITIES.indexOf(severity) >= SEVERITIES.indexOf(FROM[used])
    return counts ? [`${name} ${range}: ${severity}, in ${used} (npm audit)`] : []
  })
}

/** Renovate brings them (renovate.json); this is for whoever looks. */
async function listNewer(): Promise<void> {
  const { success, data } = outdatedShape.safeParse(await askNpm('outdated', '--json'))
  if (!success) return console.log('npm outdated has no answer here')
  const rows = Object.entries(data).filter(([, { current, latest }]) => current !== latest)
  console.log(rows.length === 0 ? 'Every package is the newest' : 'Newer versions:')
  for (const [name, { current = 'none', latest }] of rows) console.log(`  ${name} ${current} → ${latest}`)
}

/** What npm prints, also when it ends with a failure; null for what is no JSON. */
function askNpm(...args: string[]): Promise<unknown> {
  return new Promise((resolve) => {
    execFile('npm', args, { maxBuffer: 64 * 1024 * 1024 }, (_failed, printed) => {
      try {
        resolve(JSON.parse(printed || 'null'))
      } catch {
        resolve(null)
      }
    })
  })
}
