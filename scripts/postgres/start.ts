import { z } from 'zod'
import { type Child, startChild } from '#server/child-process'
import { DATABASE, USER } from './cluster.ts'
import { findPlace } from './place.ts'
import { stopLeftover } from './server.ts'

const ready = z.object({
  type: z.literal('ready'),
  port: z.number(),
  /** Where the data is, which under root may not be where it was wanted; then `note` says so. */
  directory: z.string(),
  note: z.string().optional(),
})

type Options = {
  /** Stays between runs; made when it is missing. Its log is written beside it. */
  directory: string
  password: string
  /** The first to try; the next free one is taken. */
  port: number
  /** Careless about power cuts, and deletes the parent of `directory` in the end. For tests. */
  throwaway?: boolean
}

export type Ready = z.infer<typeof ready>
export type Postgres = Child<Ready>

/** Starts the embedded PostgreSQL in a process that stops it when we are gone. */
export function startPostgres({ directory, password, port, throwaway = false }: Options): Postgres {
  const child = startChild({
    name: 'PostgreSQL',
    file: new URL('./main.ts', import.meta.url),
    args: ['--directory', directory, '--port', String(port), ...(throwaway ? ['--throwaway'] : [])],
    env: { NODE_ENV: process.env.NODE_ENV, PATH: process.env.PATH, POSTGRES_PASSWORD: password },
    ready,
    forceSignal: 'SIGQUIT',
  })
  return { ...child, stop: () => stop(child, directory) }
}

/** When the process that looks after the server was killed, the server is still there. */
async function stop(child: Postgres, directory: string): Promise<void> {
  await child.stop()
  const { code, failure } = await child.exited
  if (code !== 0 && !failure) await stopLeftover(await findPlace(directory))
}

/** The address of a database of the embedded server, for those who connect to it. */
export function databaseUrl(port: number, password: string, database = DATABASE): string {
  return `postgresql://${USER}:${encodeURIComponent(password)}@127.0.0.1:${port}/${database}`
}
