import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'

const built = z.object({ config: z.record(z.string(), z.unknown()) })

/**
 * Has Next take its settings from the build, as the server does that it writes for `output: 'standalone'`. It would
 * compile `next.config.ts` first, with a compiler that is not there in a folder which runs by itself.
 */
export function adoptBuiltConfig(root: string): void {
  const file = join(root, '.next/required-server-files.json')
  const { config } = built.parse(JSON.parse(readFileSync(file, 'utf8')))
  process.env.__NEXT_PRIVATE_STANDALONE_CONFIG = JSON.stringify(config)
}
