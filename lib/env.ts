import 'server-only'
import { type Env, parseEnv } from '#lib/env-schema'

let current: Env | undefined

/** The settings of this process, read at first use so that a build needs none of them. */
export function env(): Env {
  current ??= parseEnv(process.env)
  return current
}

/** Where this site is, as people know it. */
export function publicOrigin(): string {
  return env().AUTH_URL
}

/** Whether cookies are `Secure` with the `__Host-` prefix: always, but for http on localhost. */
export function usesHttps(): boolean {
  return env().AUTH_URL.startsWith('https://')
}
