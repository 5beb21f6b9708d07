import type { z } from 'zod'
import { type Child, startChild } from '../process/child.ts'
import { DATABASE, USER } from './initialise.ts'
import { ready } from './message.ts'
import { stopStrays } from './strays.ts'

type Options = {
  /** Kept between runs; made when it is missing. Its log is written beside it. */
  directory: string
  password: string
  /** The first to try; the next free one is taken. */
  port: number
  /** Careless about power cuts, and deletes the parent of `directory` in the end. For tests. */
  throwaway?: boolean
}

export type Postgres = Child<z.infer<typeof ready>>

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

/** When the owner of the server was killed, the server is still there. */
async function stop(child: Postgres, wanted: string): Promise<void> {
  await child.stop()
  if ((await child.exited).code === 0) return
  const { directory } = await child.ready.catch(() => ({ directory: wanted }))
  await stopStrays(directory)
}

/** The address of a database of the embedded server, for those who connect to it. */
export function databaseUrl(port: number, password: string, database = DATABASE): string {
  return `postgresql://${USER}:${encodeURIComponent(password)}@127.0.0.1:${port}/${database}`
}
