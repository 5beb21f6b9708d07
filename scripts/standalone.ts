/** `npm run standalone`: turns what `npm run build` left in `.next/standalone` into a folder that runs anywhere. */
import { fileURLToPath } from 'node:url'
import { completeFolder } from './standalone/folder.ts'

const root = fileURLToPath(new URL('..', import.meta.url))

try {
  const { folder, commands } = await completeFolder(root)
  console.log(`Wrote ${folder}. Copy it to where it is to run; what it can do there:`)
  for (const [name, command] of Object.entries(commands)) console.log(`  ${name.padEnd(12)} ${command}`)
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = 1
}
