import type { z } from 'zod'
import type { FacebookSettings } from '#scripts/sandbox/facebook/state'
import type { tamperingSchema } from '#scripts/sandbox/google/oauth/id-tokens'
import { commandsTo } from './control.ts'

/** The accounts at Facebook that every sandbox has: Ada’s, with her address, and Grace’s, without one. */
export const adaAtFacebook = '122100000000000001'
export const graceAtFacebook = '122100000000000002'

/** What an app has answered to a `signed_request`. */
type AppAnswer = { status: number; body: unknown }

/** What a test can do to the Facebook of the sandbox at `issuer`. An account is a `sub`, an e-mail, or the id at Facebook. */
export function controlFacebook(issuer: string) {
  const send = commandsTo(issuer)
  return {
    settings: (changes: Partial<FacebookSettings>) =>
      send<FacebookSettings>('PATCH', 'facebook/settings', changes),
    /** Makes the next id_tokens wrong. */
    tamperIdToken: (tampering: z.input<typeof tamperingSchema>) =>
      send('POST', 'facebook/id-tokens', tampering),
    rotateKey: () => send('POST', 'facebook/keys'),
    /** Removes access without telling the app. */
    removeGrant: (account: string) => send('DELETE', 'grants', { account, provider: 'facebook' }),
    /** Removes the app as the person would in their settings, and has Facebook tell it. */
    deauthorize: (account: string, clientId?: string) =>
      send<AppAnswer>('POST', 'facebook/deauthorize', { account, clientId }),
    /** The same, and the app is asked to delete what it knows of them. */
    deleteData: (account: string, clientId?: string) =>
      send<AppAnswer>('POST', 'facebook/delete-data', { account, clientId }),
  }
}
