import { type Child, describeExit } from '../process/child.ts'

/** The processes of one start, stopped in reverse order whatever happened to any of them. */
export type Crew = {
  /** @throws Error once it is stopping, instead of starting another */
  add: <Ready>(start: () => Child<Ready>) => Child<Ready>
  /** Calling it again waits for the same stop. */
  stop: () => Promise<void>
  /** For those who cannot wait: everything ends now, and PostgreSQL recovers at its next start. */
  force: () => void
  isStopping: () => boolean
  /** Rejects when one ends that nobody told to. */
  crashed: Promise<never>
}

export function createCrew(): Crew {
  const children: Child<unknown>[] = []
  let stopped: Promise<void> | undefined
  let reportCrash: (error: Error) => void = () => {}
  const crashed = new Promise<never>((_, reject) => {
    reportCrash = reject
  })
  crashed.catch(() => undefined)

  const stopAll = async () => {
    for (const child of children.toReversed()) await child.stop()
  }
  return {
    add: (start) => {
      if (stopped) throw new Error('Stopped')
      const child = start()
      children.push(child)
      void child.exited.then((exit) => {
        if (!stopped) reportCrash(new Error(`${child.name} ${describeExit(exit)}. Stopping everything.`))
      })
      return child
    },
    stop: () => {
      stopped ??= stopAll()
      return stopped
    },
    force: () => {
      for (const child of children) child.force()
    },
    isStopping: () => stopped !== undefined,
    crashed,
  }
}
