import 'server-only'
import { setImmediate as nextTurn } from 'node:timers/promises'
import { z } from 'zod'
import { brand } from '#lib/brand'
import { currentContext, type RequestContext } from '#lib/context'
import { answered, POSTGRES, sendUntraced } from '#lib/db/client'
import { env } from '#lib/env'
import { HIJACKING, PURGED } from '#lib/errors'
import { hashToken } from '#lib/sessions/cookie'
import { inSpan } from '#lib/tracing'

/** The `ended_reason` of a session whose account was disconnected. */
export const DISCONNECTED = 'account_disconnected'

/** The `ended_reason` of a session whose person has removed this application at the provider of its account. */
export const REMOVED = 'removed_at_provider'

/** The `ended_reason` of a session whose provider says that it has ended all of its account. */
export const REVOKED = 'revoked_at_provider'

/** The `ended_reason` of a session that ended because its account was disabled. */
export const DISABLED = 'account_disabled'

/** Whether nobody may use an account `a`, who says so, and why: whether somebody else may have it, or its provider has it no more. */
const LOCKED = `CASE WHEN a.disabled_reason IS DISTINCT FROM 'provider' THEN 'disabled'
                     WHEN COALESCE(a.disabled_cause, '${HIJACKING}') = '${HIJACKING}' THEN 'endangered'
                     WHEN a.disabled_cause = '${PURGED}' THEN 'gone'
                     ELSE 'suspended' END`

/** A session and its person. The database's clock decides. */
const selectSession = (hash: string) => `
    SELECT s.id AS "sessionId", s.user_id AS "userId", s.account_id AS "accountId",
           s.authenticated_at AS "authenticatedAt", s.last_active_at AS "lastActiveAt",
           s.user_agent AS "userAgent", s.browser_noted_at AS "browserNotedAt", s.notice, u.name,
           u.display_name AS "ownName", u.email, u.image, u.email_verified IS NOT NULL AS "emailVerified",
           u.created_at AS "memberSince", u.language,
           json_build_object('provider', a.provider, 'email', a.email, 'handle', a.handle, 'name', a.name) AS account,
           (SELECT COALESCE(json_agg(json_build_object('provider', o.provider, 'email', o.email, 'handle', o.handle,
                                                       'name', o.name) ORDER BY o.created_at, o.id), '[]')
              FROM accounts o WHERE o.user_id = s.user_id AND o.disabled_at IS NULL) AS accounts,
           CASE WHEN s.ended_at IS NOT NULL AND s.ended_reason = '${DISCONNECTED}' THEN 'disconnected'
                WHEN s.ended_at IS NOT NULL AND s.ended_reason = '${REMOVED}' THEN 'removed'
                WHEN s.ended_at IS NOT NULL AND s.ended_reason = '${REVOKED}' THEN 'revoked'
                WHEN s.ended_at IS NOT NULL AND s.ended_reason IS DISTINCT FROM '${DISABLED}' THEN 'ended'
                WHEN s.ended_at IS NOT NULL AND a.disabled_at IS NULL THEN 'enabled'
                WHEN s.ended_at IS NOT NULL THEN ${LOCKED}
                WHEN s.expires_at <= now() THEN 'absolute'
                WHEN s.last_active_at <= now() - make_interval(secs => $2) THEN 'idle'
                WHEN a.disabled_at IS NOT NULL THEN ${LOCKED}
                ELSE 'live' END AS kind, s.token_hash AS hash
      FROM sessions s JOIN users u ON u.id = s.user_id JOIN accounts a ON a.id = s.account_id
     WHERE s.token_hash = ${hash}`

const hashShape = z.object({ hash: z.string() })

/** Prepared, since every request makes it: a third faster than a `findUnique`. */
const FIND_SESSION = { name: 'find-session', text: selectSession('$1') }

/**
 * The same for several, each looked for by itself: `OFFSET 0` keeps PostgreSQL from joining tables with a list, which it would
 * do in another way for each length. `string_to_table` is a list of unknown length to it, so it plans once a connection.
 */
const FIND_SESSIONS = {
  name: 'find-sessions',
  text: `
    SELECT found.* FROM string_to_table($1, ' ') AS asked(hash)
     CROSS JOIN LATERAL (${selectSession('asked.hash')} OFFSET 0) AS found`,
}

/**
 * The row of the session of a token as it is now; undefined when there is none. What was read ahead in this request is that,
 * and in one that only reads, what was read before: Next makes a page that redirects twice.
 * An outage throws: it is not "none".
 */
export function readSession(token: string): Promise<unknown> {
  const context = currentContext()
  const ahead = context && own().ahead.get(context)
  if (ahead?.token === token) return answered(ahead.row)
  return answered((context?.safe ? readAhead(token) : undefined) ?? ask(token))
}

/** Begins to read it for who will ask in this request; undefined outside of one. It rejects as the driver does. */
export function readAhead(token: string): Promise<unknown> | undefined {
  const context = currentContext()
  if (!context) return undefined
  const row = ask(token)
  own().ahead.set(context, { token, row })
  // Whoever it is for may never ask.
  row.catch(() => undefined)
  return row
}

/** Sessions that go in one statement, and the row of each that there is, by its hash. */
type Batch = { hashes: Set<string>; rows: Promise<Map<string, unknown>> }

type Reads = {
  ahead: WeakMap<RequestContext, { token: string; row: Promise<unknown> }>
  /** What is not sent yet. */
  next: Batch | null
  /** Statements that are not answered yet. */
  underWay: number
}

/** Next bundles this module more than once, so its copies meet on the global object. */
const KEY = Symbol.for(brand.globals.sessions)
const shared = globalThis as typeof globalThis & { [KEY]?: Reads }

function own(): Reads {
  shared[KEY] ??= { ahead: new WeakMap(), next: null, underWay: 0 }
  return shared[KEY]
}

function ask(token: string): Promise<unknown> {
  const hash = hashToken(token)
  const reads = own()
  reads.next ??= openBatch(reads)
  const { hashes, rows } = reads.next
  hashes.add(hash)
  return inSpan(FIND_SESSION.name, POSTGRES, async () => (await rows).get(hash))
}

/**
 * Is sent at once while nothing else is read, and else when everybody who comes in this turn of the event loop is in it: many
 * who ask together cost one statement. What it reads is never older than any request that waits for it.
 */
function openBatch(reads: Reads): Batch {
  const hashes = new Set<string>()
  const send = async () => {
    await (reads.underWay > 0 ? nextTurn() : undefined)
    reads.next = null
    reads.underWay += 1
    try {
      return await readRows([...hashes])
    } finally {
      reads.underWay -= 1
    }
  }
  return { hashes, rows: send() }
}

async function readRows(hashes: string[]): Promise<Map<string, unknown>> {
  const statement = hashes.length === 1 ? FIND_SESSION : FIND_SESSIONS
  const values = [hashes.join(' '), env().SESSION_IDLE_SECONDS]
  const { rows } = await sendUntraced({ ...statement, values })
  return new Map(rows.map((row) => [hashShape.parse(row).hash, row]))
}
