import 'server-only'
import { disableAccount, enableAccount, FLAG, flagAccount } from '#lib/account/disable'
import { endReportedSessions, findReported, type Reported } from '#lib/account/reported'
import { recordEvent } from '#lib/activity/events'
import { lockAccounts } from '#lib/connections/lock'
import { deleteIndexed } from '#lib/db/batches'
import { Prisma } from '#lib/db/generated/client'
import { inTransaction, type Transaction } from '#lib/db/transaction'
import { findTokenOwner, forgetTokens } from '#lib/grants/named-token'
import { log } from '#lib/log'
import { countSecurityEvent } from '#lib/metrics'
import { whoseOf } from '#lib/provider/identity'
import { type AccountReport, endOfReport } from '#lib/provider/report'
import type { NamedToken, SecurityEvent } from '#lib/provider/security-event'
import { RECENT_SECONDS } from '#lib/sessions/find'
import { REVOKED } from '#lib/sessions/read'

/**
 * What came of an event. `unchanged`: it was so already, or something newer is. `nobody`: it is about nobody here. `repeated`:
 * it has come before. `late`: it is so old that nobody remembers whether it has. `noted`: nothing is to be done.
 */
export type SecurityOutcome = 'done' | 'unchanged' | 'nobody' | 'repeated' | 'late' | 'noted'

/** Days for which an event is heeded that comes late, and for which it is remembered: longer, so that none counts twice. */
const HEEDED_DAYS = 30
export const SECURITY_EVENT_KEPT_DAYS = 60

const DAY_MS = 24 * 60 * 60 * 1000

/**
 * Does what a provider's event asks for, once, and remembers that in the same transaction: who answers that it is taken has
 * done it. The same event that comes meanwhile, in whatever process, waits for this one and changes nothing. It takes effect
 * in every process at once, since none keeps a session or a token.
 */
export async function takeSecurityEvent(event: SecurityEvent): Promise<SecurityOutcome> {
  const { provider, kind, id } = event
  const outcome = await inTransaction(async (tx) => {
    const state = event.kind === 'verification' ? event.state : null
    const row = { id, provider, kind, state }
    const { count } = await tx.securityEvent.createMany({ data: row, skipDuplicates: true })
    if (count === 0) return 'repeated'
    if (Date.now() - event.issuedAt.getTime() > HEEDED_DAYS * DAY_MS) return 'late'
    return actOn(tx, event)
  })
  countSecurityEvent(kind, outcome)
  log().info(
    { event: 'security event', provider, kind, outcome, ...describe(event) },
    'A provider told us something',
  )
  return outcome
}

/** What of an event is about nobody. */
function describe(event: SecurityEvent): object {
  if (event.kind === 'verification') return { state: event.state }
  if (event.kind === 'account-disabled') return { because: event.because }
  return event.kind === 'unknown' ? { type: event.type.slice(0, 200) } : {}
}

async function actOn(tx: Transaction, event: SecurityEvent): Promise<SecurityOutcome> {
  if (event.kind === 'verification' || event.kind === 'unknown') return 'noted'
  if (event.kind === 'token-revoked') return event.token ? endToken(tx, event, event.token) : 'nobody'
  const { report } = event
  const found = report && (await findReported(tx, report))
  if (!report || !found) return 'nobody'
  // Somebody who came back since, or for the first time.
  if (found.createdAt > endOfReport(report)) return 'unchanged'
  return (await applyTo(tx, found, report, event)) ? 'done' : 'unchanged'
}

type AboutAccount = Exclude<SecurityEvent, { kind: 'verification' | 'unknown' | 'token-revoked' }>

/** @returns whether that has changed anything */
async function applyTo(
  tx: Transaction,
  found: Reported,
  report: AccountReport,
  event: AboutAccount,
): Promise<boolean> {
  const { userId, account } = found
  const target = { userId, accountId: account.id }
  const line = { details: whoseOf(account) }
  switch (event.kind) {
    case 'sessions-revoked': {
      const ended = await endReportedSessions(tx, found, report, REVOKED)
      if (ended > 0) await recordEvent(tx, userId, { kind: 'sessions_revoked', ...line }, null)
      return ended > 0
    }
    case 'tokens-revoked': {
      const ended = await endReportedSessions(tx, found, report, REVOKED)
      const worked = await forgetTokens(tx, { accountId: account.id, until: endOfReport(report) })
      if (ended > 0 || worked) await recordEvent(tx, userId, { kind: 'access_revoked', ...line }, null)
      return ended > 0 || worked
    }
    case 'account-disabled': {
      if (event.because === FLAG) return flagAccount(tx, target, { at: report.issuedAt })
      const cause = event.because ?? 'disabled'
      const { accounts } = await disableAccount(tx, target, 'provider', { at: report.issuedAt, cause })
      if (event.because !== null)
        await forgetTokens(tx, { accountId: account.id, until: endOfReport(report) })
      return accounts > 0
    }
    case 'account-purged': {
      const { accounts } = await disableAccount(tx, target, 'provider', {
        at: report.issuedAt,
        cause: 'purged',
      })
      await forgetTokens(tx, { accountId: account.id, until: endOfReport(report) })
      return accounts > 0
    }
    case 'account-enabled':
      return (await enableAccount(tx, target, 'provider', { at: report.issuedAt })) > 0
    case 'account-credential-change-required':
      await demandConfirmation(tx, found, report)
      await recordEvent(tx, userId, { kind: 'credential_change_required', ...line }, null)
      return true
  }
}

/** Whoever is signed in with it must show again that it is them before anything that cannot be taken back. */
async function demandConfirmation(
  tx: Transaction,
  { account }: Reported,
  report: AccountReport,
): Promise<void> {
  await tx.$executeRaw`
    UPDATE sessions
       SET authenticated_at = LEAST(authenticated_at, now() - make_interval(secs => ${RECENT_SECONDS + 1}))
     WHERE account_id = ${account.id}::uuid AND ended_at IS NULL AND authenticated_at <= ${endOfReport(report)}`
}

/** One refresh token is over, which says nothing of sessions. */
async function endToken(
  tx: Transaction,
  { provider }: SecurityEvent,
  named: NamedToken,
): Promise<SecurityOutcome> {
  const owner = await findTokenOwner(tx, provider, named)
  if (!owner) return 'nobody'
  const { accountId, userId, digest } = owner
  const account = (await lockAccounts(tx, { userId })).find(({ id }) => id === accountId)
  if (!account || !(await forgetTokens(tx, { accountId, digest }))) return 'unchanged'
  const details = { ...whoseOf(account), cause: 'revoked' }
  await recordEvent(tx, userId, { kind: 'grant_ended', details }, null)
  return 'done'
}

/** Forgets events whose time is over. */
export async function deleteOldSecurityEvents(): Promise<void> {
  const longAgo = new Date(Date.now() - SECURITY_EVENT_KEPT_DAYS * DAY_MS)
  await deleteIndexed('security_events', Prisma.sql`received_at < ${longAgo}`)
}
