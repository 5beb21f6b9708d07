import 'server-only'
import type { ProviderId } from '#lib/provider-ids'

/**
 * What the table of providers and the environment know of a provider that is switched on. This one is not, so it is told
 * here: the one file that is another in `lib/github` (docs/extend.md, step 4).
 */
export const GITHUB = 'github' as string as ProviderId

type Settings = { client: { id: string; secret: string }; standIn: string | undefined }

let current: Settings = { client: { id: '', secret: '' }, standIn: undefined }

/** For the test, in the place of the environment. */
export function setExample(settings: Settings): void {
  current = settings
}

export function githubClient() {
  return current.client
}

/** Who stands in for both hosts of GitHub. */
export function githubStandIn(): string | undefined {
  return current.standIn
}
