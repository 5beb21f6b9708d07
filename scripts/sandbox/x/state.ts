import { z } from 'zod'
import type { SandboxGrant } from '../clients.ts'

/** What a test may change of X’s rules. */
export const xSettingsSchema = z.object({
  /** Lifetime of access tokens, in seconds. */
  accessTokenSeconds: z.int().positive(),
})

export type XSettings = z.infer<typeof xSettingsSchema>

const usual: XSettings = { accessTokenSeconds: 7200 }

/** What outlives a restart. */
export const xSnapshotSchema = z.object({
  grants: z.array(
    z.object({ id: z.string(), sub: z.string(), clientId: z.string(), scopes: z.array(z.string()) }),
  ),
})

/** What only the X of the sandbox knows. `onChange` is called when something changes that is to be saved. */
export function createXState(saved: z.output<typeof xSnapshotSchema> | undefined, onChange: () => void) {
  const settings: XSettings = { ...usual }
  const grants = new Map<string, SandboxGrant>((saved?.grants ?? []).map((grant) => [grant.id, grant]))

  return {
    settings,
    grants: (): SandboxGrant[] => [...grants.values()],
    /** Ends the grant with every token under it, as the person would in their settings at X. */
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
