import type { providerNames } from '#lib/provider-ids'

/** What became of a check. Only a `failure` keeps a server from starting; `skipped` could not be looked at. */
export type Verdict = 'ok' | 'warning' | 'failure' | 'skipped'

/** What was seen, without a secret; and what to do, when something is to be done. */
export type Finding = { verdict: Verdict; seen: string; advice?: string }

export type Group =
  | 'Environment'
  | 'Public address'
  | (typeof providerNames)[keyof typeof providerNames]
  | 'Database'
  | 'Tokens'
  | 'Job queue'
  | 'Mail'
  | 'Versions'

/** One question about a set-up. `docs/doctor.md` has a line for each `id`. */
export type Check<Subject> = {
  id: string
  group: Group
  title: string
  /** Whether there is anything to look at; left out, there is. One that does not apply has no result. */
  applies?: (subject: Subject) => boolean
  /** Asks; throws `Missing` when what it would look at is not there. */
  examine: (subject: Subject) => Finding | Promise<Finding>
}

export type Result = Finding & { id: string; group: Group; title: string }

/** Something that a check looks at is not there; the check of this id says why. */
export class Missing extends Error {
  override name = 'Missing'
  readonly check: string
  constructor(check: string, options?: ErrorOptions) {
    super(`Needs ${check}`, options)
    this.check = check
  }
}

export function ok(seen: string): Finding {
  return { verdict: 'ok', seen }
}

export function warning(seen: string, advice: string): Finding {
  return { verdict: 'warning', seen, advice }
}

export function failure(seen: string, advice: string): Finding {
  return { verdict: 'failure', seen, advice }
}

/** `1 token`, `1,234 tokens`. */
export function count(number: number, one: string, many = `${one}s`): string {
  return `${number.toLocaleString('en-GB')} ${number === 1 ? one : many}`
}
