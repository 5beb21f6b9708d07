import 'server-only'
import { AppError } from '#lib/errors'
import type { Viewer } from '#lib/viewer'

/** Seconds for which somebody counts as just confirmed. */
const RECENT_SECONDS = 10 * 60

/** Seconds that Google's clock and ours may differ. */
const TOLERANCE_SECONDS = 60

/** Whether Google has confirmed the viewer in the last ten minutes. */
export function isRecent({ authenticatedAt }: Pick<Viewer, 'authenticatedAt'>, now = Date.now()): boolean {
  return now - authenticatedAt.getTime() <= RECENT_SECONDS * 1000
}

/**
 * For what cannot be taken back. @throws AppError `confirm_first` when the viewer was confirmed too long ago
 */
export function requireRecent(viewer: Viewer): void {
  if (!isRecent(viewer)) throw new AppError('confirm_first')
}

/**
 * Google may leave `auth_time` out, and then the round trip itself has to do (OpenID Connect Core 1.0, section 2).
 *
 * @throws AppError `not_recent` when it is there and says that the person signed in at Google too long ago
 */
export function requireFreshAnswer(authenticatedAt: Date | null, now = Date.now()): void {
  if (authenticatedAt === null) return
  const ageSeconds = (now - authenticatedAt.getTime()) / 1000
  if (ageSeconds > RECENT_SECONDS + TOLERANCE_SECONDS) throw new AppError('not_recent')
}
