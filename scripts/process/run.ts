import { closeDatabase } from '#lib/db/client'
import { causes } from '#lib/errors'

/**
 * Runs a command of the terminal that uses the database, to its end: says in one line why it failed, if it did, and lets go of
 * the database.
 *
 * @param main is given what follows the name of the command; @returns the exit code
 */
export async function runCommand(main: (args: string[]) => Promise<number>): Promise<void> {
  try {
    process.exitCode = await main(process.argv.slice(2))
  } catch (error) {
    const reasons = causes(error).flatMap((one) => (one instanceof Error ? [one.message] : []))
    console.error([...new Set(reasons)].join(': '))
    process.exitCode = 1
  } finally {
    await closeDatabase()
  }
}
