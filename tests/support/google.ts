import type { z } from 'zod'
import type { Counts, Endpoint, Issued } from '#scripts/sandbox/endpoints'
import type { faultSchema } from '#scripts/sandbox/faults'
import type { Grant } from '#scripts/sandbox/google/oauth/grants'
import type { tamperingSchema } from '#scripts/sandbox/google/oauth/id-tokens'
import type { Settings } from '#scripts/sandbox/google/state'
import type { Person, personSchema } from '#scripts/sandbox/people'

type NewPerson = z.input<typeof personSchema>
type Fault = Omit<z.input<typeof faultSchema>, 'endpoint'>
type Removal = { clientId?: string; scope?: string }

/** What a test can do to the Google sandbox at `issuer`, and ask of it. An account is a `sub` or an e-mail. */
export function controlGoogle(issuer: string) {
  async function send<T>(method: string, path: string, body?: unknown): Promise<T> {
    const response = await fetch(`${issuer}/control/${path}`, {
      method,
      headers: { 'content-type': 'application/json' },
      ...(method === 'GET' ? {} : { body: JSON.stringify(body ?? {}) }),
    })
    if (!response.ok) throw new Error(`${method} /control/${path}: ${await response.text()}`)
    return response.json() as Promise<T>
  }

  return {
    addPerson: (person: NewPerson) => send<Person>('POST', 'people', person),
    changeProfile: (sub: string, changes: Partial<NewPerson>) =>
      send<Person>('PATCH', 'people', { ...changes, sub }),
    removePerson: (sub: string) => send('DELETE', 'people', { sub }),
    people: () => send<Person[]>('GET', 'people'),
    /** Removes access as the person would on their Google account page. */
    removeGrant: (account: string, clientId?: string) =>
      send('DELETE', 'grants', { account, ...(clientId ? { clientId } : {}) } satisfies Removal & {
        account: string
      }),
    /** Takes one scope out of the grant: the next refresh comes back narrower. */
    removeScope: (account: string, scope: string) => send('DELETE', 'grants', { account, scope }),
    grants: () => send<Grant[]>('GET', 'grants'),
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
    reset: () => send('POST', 'reset', {}),
  }
}
