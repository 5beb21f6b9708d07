import { z } from 'zod'
import type { SandboxGrant } from '../clients.ts'

/** What a test may change of Facebook’s rules. */
export const facebookSettingsSchema = z.object({
  /** Lifetime of access tokens, in seconds. */
  accessTokenSeconds: z.int().positive(),
})

export type FacebookSettings = z.infer<typeof facebookSettingsSchema>

const usual: FacebookSettings = { accessTokenSeconds: 5184000 }

/** What outlives a restart. */
export const facebookSnapshotSchema = z.object({
  grants: z.array(
    z.object({ id: z.string(), sub: z.string(), clientId: z.string(), scopes: z.array(z.string()) }),
  ),
})

/** What only the Facebook of the sandbox knows. `onChange` is called when something changes that is to be saved. */
export function createFacebookState(
  saved: z.output<typeof facebookSnapshotSchema> | undefined,
  onChange: () => void,
) {
  const settings: FacebookSettings = { ...usual }
  const grants = new Map<string, SandboxGrant>((saved?.grants ?? []).map((grant) => [grant.id, grant]))

  return {
    settings,
    grants: (): SandboxGrant[] => [...grants.values()],
    /** Ends the grant with every token under it, as the person would in their settings at Facebook. */
    endGrant(id: string): void {
      grants.delete(id)
      onChange()
    },
    snapshot: () => ({ grants: [...grants.values()] }),
    reset(): void {
      Object.assign(settings, usual)
      grants.clear()
      onChange()
    },
  }
}
