/**
 * A process is started while it is still checked whether any may serve: loading Next takes as long as that. It looks at no
 * setting, touches nothing and listens nowhere until the first process sends what it is given.
 */
import { z } from 'zod'

/** Put into the environment of a process that is to wait. */
export const WAITING = { SERVER_AWAITS_PERMISSION: '1' }

const permission = z.object({
  type: z.literal('permitted'),
  environment: z.record(z.string(), z.string().optional()),
})

/**
 * Resolves when this process may begin, with the environment that it was given; at once when it was not to wait.
 *
 * @returns whether it waited: then nobody is served yet, and people wait for it
 */
export async function untilPermitted(): Promise<boolean> {
  if (process.env.SERVER_AWAITS_PERMISSION !== WAITING.SERVER_AWAITS_PERMISSION) return false
  delete process.env.SERVER_AWAITS_PERMISSION
  const environment = await new Promise<object>((resolve) => {
    const listen = (message: unknown) => {
      const { success, data } = permission.safeParse(message)
      if (!success) return
      process.off('message', listen)
      resolve(data.environment)
    }
    process.on('message', listen)
  })
  Object.assign(process.env, environment)
  return true
}
