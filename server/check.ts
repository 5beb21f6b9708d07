/** Checks for a running `npm start` whether processes of this folder could serve, in the words of a start. */
import { report } from './child-process.ts'
import { checkBeforeStart } from './preflight.ts'

try {
  await report({ type: 'ready', given: await checkBeforeStart(process.env, false) })
} catch (error) {
  await report({
    type: 'failed',
    message: error instanceof Error ? error.message : 'It could not be checked',
  })
  process.exitCode = 1
}
process.disconnect?.()
