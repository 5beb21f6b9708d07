import 'server-only'
import { type Check, failure, ok, warning } from '#lib/doctor/check'
import { describeReason } from '#lib/doctor/examine'
import type { SetUp } from '#lib/doctor/set-up'
import { openPlaces } from '#lib/place'

const DAY_MS = 24 * 60 * 60 * 1000

/** Networks move: after half a year, one in twenty or so is somewhere else. */
const OLD_DAYS = 183

/** Whether the file that says where an address is can be read. */
export const places: Check<SetUp> = {
  id: 'places',
  group: 'Environment',
  title: 'GEO_DATABASE',
  applies: ({ values }) => values.GEO_DATABASE !== undefined,
  async examine({ setting }) {
    const path = setting('GEO_DATABASE') ?? ''
    const reader = await openPlaces(path).catch((error: unknown) => describeReason(error))
    if (typeof reader === 'string')
      return failure(
        `GEO_DATABASE: ${path} is no database of places that can be read (${reader})`,
        'Give it a file of MaxMind’s format (.mmdb) that this user may read, or take it out.',
      )
    const { databaseType, buildEpoch, ipVersion } = reader.metadata
    const seen = `${databaseType}, of ${buildEpoch.toISOString().slice(0, 10)}`
    if (ipVersion === 4)
      return warning(`${seen}: it knows nothing of IPv6`, 'Take the file that has both, where there is one.')
    if (Date.now() - buildEpoch.getTime() > OLD_DAYS * DAY_MS)
      return warning(
        `${seen}: networks have moved since`,
        'Fetch a newer one; the server reads it by itself.',
      )
    return ok(seen)
  },
}
