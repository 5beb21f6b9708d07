import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'

const START_TIME = 19

/**
 * What tells this process from a later one with the same id, across reboots; null when there is no
 * process with that id.
 */
export function identifyProcess(pid: number): string | null {
  return process.platform === 'linux' ? readFromProc(pid) : askPs(pid)
}

function readFromProc(pid: number): string | null {
  try {
    const boot = readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    // The name, in brackets, may hold spaces and brackets itself; counted from behind it.
    const [state, ...fields] = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
    return state === 'Z' ? null : `${boot}/${fields[START_TIME - 1]}`
  } catch (error) {
    if (error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ESRCH'))
      return null
    throw error
  }
}

function askPs(pid: number): string | null {
  try {
    return execFileSync('ps', ['-o', 'lstart=', '-p', String(pid)], { encoding: 'utf8' }).trim() || null
  } catch {
    return null
  }
}
