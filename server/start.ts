/** `npm start`: checks that everything is there, then serves the build from as many processes as asked for. */
import { brand } from '#lib/brand'
import { checkBeforeStart } from './preflight.ts'
import { readProcessCount } from './settings.ts'
import { startWorkers } from './workers.ts'

try {
  const environment: NodeJS.ProcessEnv = { ...process.env, NODE_ENV: 'production' }
  await checkBeforeStart(environment, process.argv.includes('--migrate'))
  await serve(readProcessCount(environment), environment)
} catch (error) {
  console.error(error instanceof Error ? error.message : 'The server did not start')
  process.exit(1)
}

async function serve(count: number, { AUTH_URL, PORT }: NodeJS.ProcessEnv): Promise<void> {
  const workers = startWorkers(count)
  const end = async (code: number) => {
    await workers.stop()
    process.exit(code)
  }
  for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) process.on(signal, () => void end(0))
  void workers.gaveUp.then((reason) => {
    console.error(`${reason}. Giving up.`)
    return end(1)
  })
  await workers.ready
  const processes = count === 1 ? 'one process' : `${count} processes`
  console.log(`${brand.name} serves ${AUTH_URL} on port ${PORT || 3000} with ${processes}`)
}
