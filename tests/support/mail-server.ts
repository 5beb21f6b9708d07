import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { buffer } from 'node:stream/consumers'
import { setTimeout as sleep } from 'node:timers/promises'
import { SMTPServer, type SMTPServerOptions } from 'smtp-server'
import { readMail } from '#scripts/sandbox/mail'

/** What somebody asks of a mail server, in its order; `end` is the line that ends a mail. */
export type Step = 'connect' | 'auth' | 'from' | 'to' | 'end'

/** A mail that was taken, with whom it was for. */
export type Received = Awaited<ReturnType<typeof readMail>> & {
  to: { address: string }[]
  envelopeTo: string[]
}

type Hold = {
  /** Resolves when somebody has got to this step, and waits. */
  reached: Promise<void>
  release: () => void
}

type Fault = {
  step: Step
  code?: number
  message?: string
  wait?: Promise<void>
  reached?: () => void
  times: number
}

export type MailServer = Awaited<ReturnType<typeof startMailServer>>

/** A mail server that keeps what it takes, and fails as it is told. It has nothing of the application in it. */
export async function startMailServer(
  options: SMTPServerOptions & { user?: { name: string; pass: string } } = {},
) {
  const { user, ...rest } = options
  const mails: Received[] = []
  let faults: Fault[] = []
  const reached: Step[] = []
  let pause: (step: Step) => number = () => 0

  const pass = async (step: Step): Promise<void> => {
    reached.push(step)
    await sleep(pause(step))
    const fault = faults.find((one) => one.step === step)
    if (!fault) return
    if (--fault.times === 0) faults = faults.filter((one) => one !== fault)
    fault.reached?.()
    await fault.wait
    if (fault.code)
      throw Object.assign(new Error(fault.message ?? 'as the test wants it'), { responseCode: fault.code })
  }
  const answer = (step: Step, done: (error?: Error | null) => void) => {
    pass(step).then(() => done(), done)
  }
  const server = new SMTPServer({
    authOptional: user === undefined,
    allowInsecureAuth: true,
    ...(rest.key ? {} : { disabledCommands: ['STARTTLS'] }),
    logger: false,
    closeTimeout: 100,
    onConnect: (_session, done) => answer('connect', done),
    onAuth({ username, password }, _session, done) {
      pass('auth').then(
        () =>
          user && (username !== user.name || password !== user.pass)
            ? done(Object.assign(new Error('no'), { responseCode: 535 }))
            : done(null, { user: username }),
        (error: Error) => done(error),
      )
    },
    onMailFrom: (_address, _session, done) => answer('from', done),
    onRcptTo: (_address, _session, done) => answer('to', done),
    onData(stream, { envelope }, done) {
      buffer(stream)
        .then(async (raw) => {
          const envelopeTo = envelope.rcptTo.map(({ address }) => address)
          const mail = { ...(await readMail(raw)), envelopeTo }
          // It is theirs from here on, whether or not they can still say so.
          if (!faults.some(({ step, code }) => step === 'end' && code)) mails.push(mail)
          await pass('end')
          done()
        })
        .catch((error: Error) => done(error))
    },
    ...rest,
  })
  server.on('error', () => undefined)
  server.listen(0, '127.0.0.1')
  await once(server.server, 'listening')
  const { port } = server.server.address() as AddressInfo
  return {
    port,
    url: `smtp://127.0.0.1:${port}`,
    mails,
    /** The steps that were asked for. */
    reached,
    /** The next that gets to a step waits there. */
    hold(step: Step): Hold {
      const [here, gone] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()]
      faults.push({ step, wait: gone.promise, reached: here.resolve, times: 1 })
      return { reached: here.promise, release: gone.resolve }
    },
    /** The next so many that get to a step are told this. */
    refuse(step: Step, code: number, { message = 'as the test wants it', times = 1 } = {}): void {
      faults.push({ step, code, message, times })
    },
    /** Breaks every connection that there is. */
    cut(): void {
      for (const connection of server.connections) connection.close()
    },
    /** Takes so many milliseconds for each step. */
    slow(wait: (step: Step) => number): void {
      pause = wait
    },
    reset(): void {
      faults = []
      pause = () => 0
      mails.length = 0
      reached.length = 0
    },
    close: () => new Promise<void>((resolve) => server.close(resolve)),
  }
}
