import { randomBytes } from 'node:crypto'
import { exportJWK, exportPKCS8, generateKeyPair, type JWK } from 'jose'
import { z } from 'zod'

const streamSchema = z.object({
  url: z.string(),
  events: z.array(z.string()),
  status: z.enum(['enabled', 'disabled']),
})

/** What a restart needs. */
export const riscSnapshotSchema = z.object({
  accounts: z.array(z.object({ email: z.string(), kid: z.string(), key: z.record(z.string(), z.unknown()) })),
  stream: streamSchema.nullable(),
})

export type RiscSnapshot = z.infer<typeof riscSnapshotSchema>

/** Where an app wants to be told what happens to accounts, and who may say so for it. `onChange` is called when that is to be saved. */
export function createRiscState(saved: RiscSnapshot | undefined, onChange: () => void) {
  let { accounts, stream } = saved ?? { accounts: [], stream: null }
  let verifications: string[] = []
  return {
    /** The stream of the project; null before anybody has registered one. */
    stream: () => stream,
    setStream(next: RiscSnapshot['stream']): void {
      stream = next
      onChange()
    },
    /** What was to be sent back in verifications. */
    verifications: () => verifications,
    addVerification(state: string): void {
      verifications = [...verifications, state]
    },
    findKey: (kid: string | undefined) => accounts.find((account) => account.kid === kid),
    /** A new service account, and the JSON of its key as the console gives it. The private part is kept by nobody else. */
    async addServiceAccount(): Promise<Record<string, string>> {
      const { privateKey, publicKey } = await generateKeyPair('RS256', { extractable: true })
      const kid = randomBytes(20).toString('hex')
      const email = `risc-${kid.slice(0, 6)}@sandbox.iam.gserviceaccount.example`
      const key: JWK = await exportJWK(publicKey)
      accounts = [...accounts, { email, kid, key: { ...key } }]
      onChange()
      return {
        type: 'service_account',
        project_id: 'sandbox',
        private_key_id: kid,
        private_key: await exportPKCS8(privateKey),
        client_email: email,
      }
    },
    snapshot: (): RiscSnapshot => ({ accounts, stream }),
    reset(): void {
      accounts = []
      stream = null
      verifications = []
      onChange()
    },
  }
}
