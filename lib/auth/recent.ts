import 'server-only'
import { AppError } from '#lib/errors'
import type { Identity } from '#lib/provider/identity'
import { RECENT_SECONDS } from '#lib/sessions/find'
import type { Viewer } from '#lib/viewer'

type Answered = Pick<Identity, 'provider' | 'authenticatedAt'>

/** Seconds that the provider's clock and ours may differ. */
const TOLERANCE_SECONDS = 60

/** Whether a provider has confirmed the viewer in the last ten minutes. */
export function isRecent({ authenticatedAt }: Pick<Viewer, 'authenticatedAt'>, now = Date.now()): boolean {
  return now - authenticatedAt.getTime() <= RECENT_SECONDS * 1000
}

/** For what cannot be taken back: refuses (`confirm_first`) a viewer who was confirmed too long ago. */
export function requireRecent(viewer: Viewer): void {
  if (!isRecent(viewer)) throw new AppError('confirm_first')
}

/**
 * A provider may leave `auth_time` out, and then the round trip itself has to do (OpenID Connect Core 1.0, section 2).
 * One that says that the person signed in there too long ago confirms nothing (`not_recent`).
 */
export function requireFreshAnswer({ provider, authenticatedAt }: Answered, now = Date.now()): void {
  if (authenticatedAt === null) return
  const ageSeconds = (now - authenticatedAt.getTime()) / 1000
  if (ageSeconds > RECENT_SECONDS + TOLERANCE_SECONDS) throw new AppError('not_recent', { provider })
}
