import type { Metadata } from 'next'
import { type SessionItem, SessionList } from '#components/account/session-list'
import { PageHeading } from '#components/shell/page'
import { ConfirmDialog } from '#components/ui/dialog'
import { LocalTime } from '#components/ui/local-time'
import { SubmitButton } from '#components/ui/submit-button'
import { startOf } from '#lib/provider/identity'
import { providerNames } from '#lib/provider-ids'
import { describeLimits, type ListedSession, listSessions } from '#lib/sessions/list'
import { nameDevice, namePlace, signOf } from '../../device-messages.ts'
import { accountPage } from '../account-page.tsx'
import { signOutOne, signOutOthers } from './actions.ts'

export const metadata: Metadata = { title: 'Sessions' }

const OTHERS = 'others'

export default accountPage(
  '/sessions',
  async ({ viewer }) => ({ ...(await listSessions(viewer)), now: new Date(), limits: describeLimits() }),
  ({ sessions, others, now, limits }, { query }) => (
    <>
      <PageHeading title="Sessions">
        The devices that you are signed in on. Sign out of one that you do not know, or no longer use: it is
        signed out at once.
      </PageHeading>
      <SessionList
        title={others === 0 ? 'You are signed in here only' : `Here and in ${count(others)}`}
        sessions={sessions.map((session) => itemOf(session, now))}
        signOutOthers={
          others === 0 ? null : (
            <SignOutOthers sessions={sessions} others={others} open={query.confirm === OTHERS} />
          )
        }
        footer={
          <>
            A device that is not used for {limits.idle} is signed out by itself, and none stays signed in for
            longer than {limits.absolute}.
          </>
        }
      />
    </>
  ),
)

function itemOf(session: ListedSession, now: Date): SessionItem {
  const { id, current, device, place, lastActiveAt } = session
  const name = nameDevice(device)
  return {
    id,
    sign: signOf(device),
    name,
    badge: current ? 'This device' : null,
    place: place && namePlace(place),
    used: current ? (
      'in use now'
    ) : (
      <>
        last used <LocalTime at={lastActiveAt.toISOString()} style="relative" now={now.toISOString()} />
      </>
    ),
    more: (
      <>
        Details<span className="sr-only"> of {name}</span>
      </>
    ),
    details: detailsOf(session),
    signOut: (
      <form action={signOutOne}>
        <input type="hidden" name="id" value={id} />
        <SubmitButton variant="quiet">
          {current ? 'Sign out here' : 'Sign out'}
          {current ? null : <span className="sr-only"> of {name}</span>}
        </SubmitButton>
      </form>
    ),
  }
}

function detailsOf({
  ipAddress,
  account,
  provider,
  startedAt,
  lastActiveAt,
  endsAt,
  userAgent,
}: ListedSession) {
  return {
    Address: ipAddress ?? 'Unknown',
    'Signed in with': `${startOf(account)} (${providerNames[provider]})`,
    'First seen': <LocalTime at={startedAt.toISOString()} />,
    'Last used': <LocalTime at={lastActiveAt.toISOString()} />,
    'Signed out at the latest': <LocalTime at={endsAt.toISOString()} />,
    'It calls itself': userAgent ?? 'Nothing: it does not say what it is',
  }
}

type OthersProps = { sessions: readonly ListedSession[]; others: number; open: boolean }

/** The key makes the question one about these very sessions: when they are others, it has not been asked yet. */
function SignOutOthers({ sessions, others, open }: OthersProps) {
  return (
    <ConfirmDialog
      key={sessions.map(({ id }) => id).join()}
      label="Sign out all others"
      title={`Sign out of ${count(others)}?`}
      text="Each other browser is signed out at once, wherever it is. Here you stay signed in."
      cancel={others === 1 ? 'Keep it' : 'Keep them'}
      page="/sessions"
      step={OTHERS}
      open={open}
    >
      <form action={signOutOthers}>
        <SubmitButton variant="danger">{others === 1 ? 'Sign it out' : 'Sign them out'}</SubmitButton>
      </form>
    </ConfirmDialog>
  )
}

function count(others: number): string {
  return others === 1 ? 'one other browser' : `${others} other browsers`
}
