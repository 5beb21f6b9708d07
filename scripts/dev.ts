/** `npm run dev [-- --https]`: the app with everything it needs, until Ctrl-C. */
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { createCrew } from './dev/crew.ts'
import { takeLock } from './dev/lock.ts'
import { readSettings } from './dev/settings.ts'
import { stopOnSignals } from './dev/signals.ts'
import { startAll } from './dev/start.ts'

const root = fileURLToPath(new URL('..', import.meta.url))
const crew = createCrew()
const told = stopOnSignals(crew)

process.exitCode = await run()
// What the signal handlers and closed channels keep open must not keep us.
process.exit()

async function run(): Promise<number> {
  try {
    const { values } = parseArgs({ options: { https: { type: 'boolean' } } })
    const settings = readSettings(root, values)
    const lock = await takeLock(`${settings.dataDirectory}/dev.lock`)
    try {
      await Promise.race([startAll({ crew, settings, lock }), crew.crashed, told])
      await Promise.race([crew.crashed, told])
      return 0
    } finally {
      await crew.stop()
      await lock.release()
    }
  } catch (error) {
    if (crew.isStopping() && (await isTold())) return 0
    console.error(error instanceof Error ? error.message : error)
    return 1
  }
}

function isTold(): Promise<boolean> {
  return Promise.race([told.then(() => true), Promise.resolve(false)])
}
