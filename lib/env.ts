import 'server-only'
import { clientVariables, type Env, parseEnv } from '#lib/env-schema'
import { AppError } from '#lib/errors'
import { type ProviderId, providerIds } from '#lib/provider-ids'

let current: Env | undefined

/** The settings of this process, read at first use so that a build needs none of them. */
export function env(): Env {
  current ??= parseEnv(process.env)
  return current
}

/** Who we are to a provider (RFC 6749, section 2.3.1). */
export type ConfiguredClient = { id: string; secret: string }

/** Our client at a provider; null when it is not set up, so that nobody signs in with it. */
export function clientOf(provider: ProviderId): ConfiguredClient | null {
  const { idName, secretName } = clientVariables(provider)
  const { [idName]: id, [secretName]: secret } = env()
  return id && secret ? { id, secret } : null
}

/** The same for whoever cannot do without: `provider_off`. */
export function requireClient(provider: ProviderId): ConfiguredClient {
  const client = clientOf(provider)
  if (!client) throw new AppError('provider_off', { provider })
  return client
}

/** The providers that people can sign in with here, in the order in which pages offer them. */
export function enabledProviders(): ProviderId[] {
  return providerIds.filter((id) => clientOf(id) !== null)
}

/** Where mail goes, and whom it is from; null when this site sends none. */
export function mailSettings(): { url: string; from: string } | null {
  const { SMTP_URL: url, MAIL_FROM: from } = env()
  return url && from ? { url, from } : null
}

/** Where this site is, as people know it. */
export function publicOrigin(): string {
  return env().AUTH_URL
}

/** Whether cookies are `Secure` with the `__Host-` prefix: always, but for http on localhost. */
export function usesHttps(): boolean {
  return env().AUTH_URL.startsWith('https://')
}
