import { readdirSync, readFileSync } from 'node:fs'

/** What a tick of the times in /proc is; on Linux a hundredth of a second wherever Node runs. */
const TICK_MS = 10

export type Usage = {
  /** Milliseconds of processor time since they began, theirs and that of those which have ended. */
  cpuMs: number
  /** Physical memory in bytes, of all and of the largest (RSS). */
  memory: number
  largest: number
}

/** Whether a process and all that it started can be measured here. */
export const measurable = process.platform === 'linux'

/** A process and all that it started, or null where /proc is not there. */
export function readUsage(root: number): Usage | null {
  if (!measurable) return null
  const stats = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => readStat(name) ?? [])
  const members = new Set([root])
  for (const parent of members) for (const { pid, ppid } of stats) if (ppid === parent) members.add(pid)
  const tree = stats.filter(({ pid }) => members.has(pid))
  const sizes = tree.map(({ rss }) => rss)
  return {
    cpuMs: tree.reduce((sum, { ticks }) => sum + ticks, 0) * TICK_MS,
    memory: sizes.reduce((sum, size) => sum + size, 0),
    largest: Math.max(0, ...sizes),
  }
}

/** https://man7.org/linux/man-pages/man5/proc_pid_stat.5.html: what follows the name, which may have blanks. */
function readStat(pid: string): { pid: number; ppid: number; ticks: number; rss: number } | null {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8')
    const fields = text
      .slice(text.lastIndexOf(')') + 2)
      .split(' ')
      .map(Number)
    const at = (field: number) => fields[field - 3] ?? 0
    return {
      pid: Number(pid),
      ppid: at(4),
      ticks: at(14) + at(15) + at(16) + at(17),
      rss: at(24) * 4_096,
    }
  } catch {
    return null
  }
}
