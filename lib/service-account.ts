import { z } from 'zod'

/** What we read of the JSON that Google's console gives for a key of a service account. */
const keyShape = z.object({
  client_email: z.string().min(1),
  private_key_id: z.string().min(1),
  private_key: z.string().startsWith('-----BEGIN PRIVATE KEY-----'),
})

export type ServiceAccountKey = z.output<typeof keyShape>

/** Whether a setting holds the key itself. Else it is the path of its file. */
export function isKeyItself(setting: string): boolean {
  return setting.trimStart().startsWith('{')
}

/** What is wrong with a setting that holds the key itself; null when nothing is, or when it is a path. */
export function findServiceAccountProblem(setting: string): string | null {
  if (!isKeyItself(setting) || parseServiceAccount(setting)) return null
  return 'must be the JSON of a key of a service account as Google gives it, or the path of its file'
}

/** The key in such a JSON; null when it is none. */
export function parseServiceAccount(json: string): ServiceAccountKey | null {
  try {
    return keyShape.safeParse(JSON.parse(json)).data ?? null
  } catch {
    return null
  }
}

/** How the secret of a setting may be written: as a text, and within JSON. */
export function privateKeysOf(setting: string | undefined): string[] {
  const key = setting === undefined || !isKeyItself(setting) ? null : parseServiceAccount(setting)
  return key ? [key.private_key, JSON.stringify(key.private_key).slice(1, -1)] : []
}
