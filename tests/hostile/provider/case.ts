import { type ProviderId, providerIds } from '#lib/provider-ids'
import type { Sql } from '#tests/support/database'
import type { Known, Lie, LyingProvider } from '#tests/support/lying-provider'
import type { RawBrowser } from '#tests/support/raw-browser'
import type { Stack } from '#tests/support/stack'

export const EVERY = providerIds
/** Those that give an `id_token`. */
export const OPENID = ['google', 'facebook'] as const satisfies ProviderId[]

/** What a case has at hand that does more than lie. */
export type Hand = {
  liar: LyingProvider
  stack: Stack
  sql: Sql
  /** A new browser, without cookies. */
  browser: () => RawBrowser
  /** Somebody whom no other case knows. */
  newSubject: () => string
  /** Presses the button of a provider: where that leads. */
  begin: (
    browser: RawBrowser,
    provider: ProviderId,
    path?: string,
    fields?: Record<string, string>,
  ) => Promise<URL>
  /** Signs somebody in by every step, with nothing wrong. */
  signIn: (browser: RawBrowser, provider: ProviderId, subject: string) => Promise<void>
}

type Common = {
  /** What must hold, by its number in docs/security.md. */
  tag: `@R${number}` | `@R${number}`[]
  of: readonly ProviderId[]
}

/** A provider lies in answer to one sign-in. */
type LieCase = Common & {
  lie: Lie | ((known: Known) => Lie)
  /** The path that it ends at, or the code of the problem; left out, `provider_invalid`. Whatever is a problem changes nothing. */
  comesTo?: string | Partial<Record<ProviderId, string>>
  /** How often the code is brought to the provider: once, unless it is refused before. */
  exchanges?: 0 | 1
  /** By a process that knows no metadata and no keys yet. */
  cold?: true
}

/** Something is brought where it does not belong, or a second time. */
type RunCase = Common & { run: (hand: Hand, provider: ProviderId) => Promise<void> }

export type Case = LieCase | RunCase

const DRIVE = 'openid email profile https://www.googleapis.com/auth/drive.metadata.readonly'

/**
 * Signs somebody in with a grant whose access token has ended then, and has the application refresh it for a page while the
 * provider lies.
 *
 * @returns what is stored of the grant before and after, and how often Drive was asked
 */
export async function refreshWith({ liar, sql, browser, signIn, newSubject }: Hand, lie: Lie) {
  const one = browser()
  const subject = newSubject()
  liar.lie({ tokens: { scope: DRIVE } })
  await signIn(one, 'google', subject)
  await sql(
    `UPDATE grants SET access_token_expires_at = now(), scopes_off = '{}' WHERE account_id =
       (SELECT id FROM accounts WHERE provider_account_id = $1)`,
    [subject],
  )
  const read = async () => {
    const [row] = await sql(
      `SELECT g.access_token, g.refresh_token, g.dead_at FROM grants g JOIN accounts a ON a.id = g.account_id
        WHERE a.provider_account_id = $1`,
      [subject],
    )
    return row
  }
  const [before, asked, refreshes] = [await read(), liar.asked('/drive/v3/files'), liar.refreshes()]
  liar.lie(lie)
  await one.get('/drive')
  if (liar.refreshes() === refreshes) throw new Error('Nothing was refreshed')
  return { before, after: await read(), asked: liar.asked('/drive/v3/files') - asked }
}
