import type { z } from 'zod'
import type { ProviderId, SandboxGrant } from '#scripts/sandbox/clients'
import type { Counts, Endpoint, Issued } from '#scripts/sandbox/endpoints'
import type { faultSchema } from '#scripts/sandbox/faults'
import type { tamperingSchema } from '#scripts/sandbox/google/oauth/id-tokens'
import type { eventSchema, Sent } from '#scripts/sandbox/google/risc/events'
import type { RiscSnapshot } from '#scripts/sandbox/google/risc/state'
import type { Settings } from '#scripts/sandbox/google/state'
import type { FacebookAccount, Person, personSchema, XAccount } from '#scripts/sandbox/people'
import { commandsTo } from './control.ts'

type NewPerson = z.input<typeof personSchema>
/** Of the accounts at Facebook and X also a part; null takes one away. */
type Changes = Partial<Omit<NewPerson, 'facebook' | 'x'>> & {
  facebook?: Partial<FacebookAccount> | null
  x?: Partial<XAccount> | null
}
/** Somebody with an account at each provider. */
export type PersonEverywhere = Person & { facebook: FacebookAccount; x: XAccount }
type Added<P> = P extends { facebook: object; x: object } ? PersonEverywhere : Person
type Fault = Omit<z.input<typeof faultSchema>, 'endpoint'>
type Removal = { clientId?: string; scope?: string }

/** Two accounts that every sandbox has. */
export const ada = '104857600000000000001'
export const grace = '104857600000000000002'

/** What the token endpoint says of a refresh token that has ended. */
export const invalidGrant = {
  error: 'invalid_grant',
  error_description: 'Token has been expired or revoked.',
}

/** What a test can do to the sandbox at `issuer` and to the Google in it, and ask of them. An account is a `sub` or an e-mail. */
export function controlGoogle(issuer: string) {
  const send = commandsTo(issuer)
  return {
    addPerson: <P extends NewPerson>(person: P) => send<Added<P>>('POST', 'people', person),
    changeProfile: (sub: string, changes: Changes) => send<Person>('PATCH', 'people', { ...changes, sub }),
    removePerson: (sub: string) => send('DELETE', 'people', { sub }),
    people: () => send<Person[]>('GET', 'people'),
    /** Removes access as the person would on their Google account page. */
    removeGrant: (account: string, clientId?: string) =>
      send('DELETE', 'grants', { account, ...(clientId ? { clientId } : {}) } satisfies Removal & {
        account: string
      }),
    /** Takes one scope out of the grant: the next refresh comes back narrower. */
    removeScope: (account: string, scope: string) => send('DELETE', 'grants', { account, scope }),
    grants: () => send<(SandboxGrant & { provider: ProviderId })[]>('GET', 'grants'),
    /** Gives coming requests of an endpoint a fault; faults queue up. */
    failNext: (endpoint: Endpoint, fault: Fault) => send('POST', 'faults', { ...fault, endpoint }),
    clearFaults: () => send('DELETE', 'faults'),
    /** Requests per endpoint since the last `resetCounts`. */
    counts: () => send<Counts>('GET', 'counts'),
    resetCounts: () => send('DELETE', 'counts'),
    /** Every code and token the sandbox ever issued. */
    issuedTokens: () => send<Issued[]>('GET', 'tokens'),
    /** Moves the sandbox's clock this many seconds from the real one. */
    setClock: (offsetSeconds: number) => send('PUT', 'clock', { offsetSeconds }),
    settings: (changes: Partial<Settings>) => send<Settings>('PATCH', 'settings', changes),
    /** Makes the next id_tokens wrong. */
    tamperIdToken: (tampering: z.input<typeof tamperingSchema>) => send('POST', 'id-tokens', tampering),
    rotateKey: () => send('POST', 'keys', {}),
    /** Has Google tell the app what happened to an account: signed, or wrong in any way. */
    sendEvent: (event: z.input<typeof eventSchema>) => send<Sent>('POST', 'security-events', event),
    /** Where events go, and the keys of service accounts that Google knows. */
    risc: () => send<RiscSnapshot & { verifications: string[] }>('GET', 'risc'),
    /** A new service account: the JSON of its key. */
    addServiceAccount: () => send<Record<string, string>>('POST', 'risc/service-accounts'),
    reset: () => send('POST', 'reset', {}),
  }
}
