import 'server-only'
import { z } from 'zod'
import { type Check, count, failure, Missing, ok, warning } from '#lib/doctor/check'
import { readRow, type SetUp } from '#lib/doctor/set-up'
import { countByKey, openAllTokens } from '#lib/grants/at-rest'

/** An operator who has published the app since need not read about it for ever. */
const RECENT_DAYS = 14

export const sealed: Check<SetUp> = {
  id: 'tokens-sealed',
  group: 'Tokens',
  title: 'Encrypted at rest',
  async examine({ tables }) {
    const use = await countByKey(await tables())
    const plain = use.get(null) ?? 0
    if (plain === 0) return ok(`${count(sum(use.values()), 'token')}, none in plain text`)
    return failure(`${count(plain, 'token')} in plain text`, 'Run "npm run migrate": it encrypts them.')
  },
}

export const keys: Check<SetUp> = {
  id: 'tokens-keys',
  group: 'Tokens',
  title: 'Keys for all of them',
  async examine({ tables, setting }) {
    const ring = setting('TOKEN_ENCRYPTION_KEYS')
    const lacking = [...(await countByKey(await tables()))].filter(
      ([id]) => id !== null && !ring.some((key) => key.id === id),
    )
    if (lacking.length === 0) return ok('TOKEN_ENCRYPTION_KEYS has every key that sealed one')
    const said = lacking.map(([id, number]) => `${count(number, 'token')} under ${id}`).join(', ')
    return failure(
      `TOKEN_ENCRYPTION_KEYS lacks keys: ${said}`,
      'Add them behind the first one. If they are lost, these people have to connect again.',
    )
  },
}

export const opened: Check<SetUp> = {
  id: 'tokens-open',
  group: 'Tokens',
  title: 'Each can be opened',
  async examine({ tables, setting, onTokens }) {
    const ring = setting('TOKEN_ENCRYPTION_KEYS')
    const pool = await tables()
    const use = await countByKey(pool)
    if ([...use.keys()].some((id) => id !== null && !ring.some((key) => key.id === id)))
      throw new Missing('tokens-keys')
    onTokens({ all: sum(use.values()) - (use.get(null) ?? 0) })
    const { opened: good, unreadable } = await openAllTokens(pool, ring, (looked) =>
      onTokens({ opened: looked }),
    )
    if (unreadable === 0)
      return ok(good === 0 ? 'there is none' : `${count(good, 'token was', 'tokens were')} opened`)
    return failure(
      `${count(unreadable, 'token does', 'tokens do')} not open, ${good} ${good === 1 ? 'does' : 'do'}`,
      'They were changed or moved in the database, or sealed with another key of the same id. Restore them, or the key.',
    )
  },
}

/** Google alone ends grants for that; X's and Facebook's tests are about who may sign in. */
export const consentScreen: Check<SetUp> = {
  id: 'consent-screen',
  group: 'Tokens',
  title: 'Grants that last',
  applies: ({ isSetUp }) => isSetUp('google'),
  async examine({ tables }) {
    const { ended } = await readRow(
      await tables(),
      z.object({ ended: z.number() }),
      `SELECT count(*)::int AS ended FROM grants
        WHERE dead_cause = 'testing' AND dead_at > now() - make_interval(days => $1)`,
      [RECENT_DAYS],
    )
    if (ended === 0) return ok('none ended after seven days')
    return warning(
      `${count(ended, 'grant')} ended after seven days`,
      'The consent screen is in Testing: publish the app in Google’s console (Google Auth Platform, Audience).',
    )
  },
}

function sum(numbers: Iterable<number>): number {
  return [...numbers].reduce((total, number) => total + number, 0)
}
