import { count, type Finding, failure, ok, warning } from '#lib/doctor/check'

/** An `id_token` is accepted that is a minute off (lib/provider/id-token.ts). */
const MOST_SECONDS = 60
const FEW_SECONDS = 5

const ADVICE = 'Let this machine set its clock by NTP (chrony, systemd-timesyncd).'

/** Another computer’s time beside ours, in milliseconds, and how far off the difference may be. */
type Clock = { theirs: number; ours: number; blur: number }

/** Beyond a minute sign-ins fail; long before, something is wrong. */
export function judgeClock({ theirs, ours, blur }: Clock): Finding {
  const seconds = Math.max(0, Math.abs(ours - theirs) - blur) / 1_000
  if (seconds <= FEW_SECONDS) return ok('they agree')
  const seen = `ours is ${count(Math.round(seconds), 'second')} ${ours > theirs ? 'ahead' : 'behind'}`
  return seconds > MOST_SECONDS ? failure(seen, ADVICE) : warning(seen, ADVICE)
}
