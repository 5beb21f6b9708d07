import type { Metadata } from 'next'
import { type SessionItem, SessionList } from '#components/account/session-list'
import { PageHeading } from '#components/shell/page'
import { ConfirmDialog } from '#components/ui/dialog'
import { LocalTime } from '#components/ui/local-time'
import { SubmitButton } from '#components/ui/submit-button'
import { startOf } from '#lib/provider/identity'
import { providerNames } from '#lib/provider-ids'
import { describeLimits, type ListedSession, listSessions } from '#lib/sessions/list'
import { accountPage } from '../account-page.tsx'
import { endOthers, endSession } from './actions.ts'

export const metadata: Metadata = { title: 'Sessions' }

const OTHERS = 'others'

export default accountPage(
  '/sessions',
  async ({ viewer }) => ({ ...(await listSessions(viewer)), now: new Date(), limits: describeLimits() }),
  ({ sessions, others, now, limits }, { query }) => (
    <>
      <PageHeading title="Sessions">
        Where you are signed in. End a session that you do not know, or no longer use: its browser is signed
        out at once.
      </PageHeading>
      <SessionList
        title={others === 0 ? 'You are signed in here only' : `Here and in ${count(others)}`}
        sessions={sessions.map((session) => itemOf(session, now))}
        endOthers={
          others === 0 ? null : (
            <EndOthers sessions={sessions} others={others} open={query.confirm === OTHERS} />
          )
        }
        footer={
          <>
            A session that is not used for {limits.idle} ends by itself, and none lasts longer than{' '}
            {limits.absolute}.
          </>
        }
      />
    </>
  ),
)

function itemOf({ startedAt, lastActiveAt, ...session }: ListedSession, now: Date): SessionItem {
  return {
    ...session,
    account: startOf(session.account),
    providerName: providerNames[session.provider],
    lastActive: session.current ? (
      'Now'
    ) : (
      <LocalTime at={lastActiveAt.toISOString()} style="relative" now={now.toISOString()} />
    ),
    signedIn: <LocalTime at={startedAt.toISOString()} style="date" />,
    end: (
      <form action={endSession}>
        <input type="hidden" name="id" value={session.id} />
        <SubmitButton variant="quiet">
          {session.current ? 'Sign out here' : 'End session'}
          <span className="sr-only">
            {session.current ? '' : ` of ${session.browser ?? 'an unknown browser'}`}
          </span>
        </SubmitButton>
      </form>
    ),
  }
}

type OthersProps = { sessions: readonly ListedSession[]; others: number; open: boolean }

/** The key makes the question one about these very sessions: when they are others, it has not been asked yet. */
function EndOthers({ sessions, others, open }: OthersProps) {
  return (
    <ConfirmDialog
      key={sessions.map(({ id }) => id).join()}
      label="End all others"
      title={`Sign out of ${count(others)}?`}
      text="Each other browser is signed out at once, wherever it is. Here you stay signed in."
      cancel={others === 1 ? 'Keep it' : 'Keep them'}
      page="/sessions"
      step={OTHERS}
      open={open}
    >
      <form action={endOthers}>
        <SubmitButton variant="danger">{others === 1 ? 'Sign it out' : 'Sign them out'}</SubmitButton>
      </form>
    </ConfirmDialog>
  )
}

function count(others: number): string {
  return others === 1 ? 'one other browser' : `${others} other browsers`
}
