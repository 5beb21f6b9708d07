import type { ReactNode } from 'react'
import type { SessionItem } from '#components/account/session-list'
import { ConfirmDialog } from '#components/ui/dialog'
import { LocalTime } from '#components/ui/local-time'
import { SubmitButton } from '#components/ui/submit-button'
import type { Language } from '#lib/messages/languages'
import { wordsIn } from '#lib/messages/words'
import { providerNames } from '#lib/provider-ids'
import type { ListedSession } from '#lib/sessions/list'
import { useWords } from '#lib/web/words'
import { nameDevice, namePlace, signOf } from '../../device-messages.ts'
import { nameLabel } from '../names.ts'
import { signOutOne, signOutOthers } from './actions.ts'

type Reading = { language: Language; now: Date }

/** One device, as the list shows it. */
export function sessionItem(session: ListedSession, { language, now }: Reading): SessionItem {
  const { id, current, device, place, lastActiveAt } = session
  const [t, d] = [wordsIn(language, 'sessions'), wordsIn(language, 'devices')]
  const name = nameDevice(language, device)
  const hidden = (text: ReactNode) => <span className="sr-only">{text}</span>
  return {
    id,
    sign: signOf(device),
    name,
    badge: current ? d('thisDevice') : null,
    place: place && namePlace(language, place),
    used: current
      ? d('now')
      : d.rich('lastUsed', {
          when: () => <LocalTime at={lastActiveAt.toISOString()} style="relative" now={now.toISOString()} />,
        }),
    more: t.rich('details', { name, hidden }),
    details: detailsOf(session, language),
    signOut: (
      <form action={signOutOne}>
        <input type="hidden" name="id" value={id} />
        <SubmitButton variant="quiet">
          {current ? t('signOutHere') : t.rich('signOut', { name, hidden })}
        </SubmitButton>
      </form>
    ),
  }
}

function detailsOf(session: ListedSession, language: Language): SessionItem['details'] {
  const { ipAddress, account, provider, startedAt, lastActiveAt, endsAt, userAgent } = session
  const t = wordsIn(language, 'sessions')
  return {
    [t('address')]: ipAddress ?? t('addressUnknown'),
    [t('signedInWith')]: t('account', {
      account: nameLabel(account, [provider], language, { start: true }),
      provider: providerNames[provider],
    }),
    [t('firstSeen')]: <LocalTime at={startedAt.toISOString()} />,
    [t('lastUsed')]: <LocalTime at={lastActiveAt.toISOString()} />,
    [t('endsAt')]: <LocalTime at={endsAt.toISOString()} />,
    [t('callsItself')]: userAgent ?? t('saysNothing'),
  }
}

type OthersProps = {
  sessions: readonly ListedSession[]
  others: number
  /** What the address of the page says when the question is in it. */
  step: string
  open: boolean
}

/** The key makes the question one about these very sessions: when they are others, it has not been asked yet. */
export function SignOutOthers({ sessions, others: count, step, open }: OthersProps) {
  const t = useWords('sessions')
  return (
    <ConfirmDialog
      key={sessions.map(({ id }) => id).join()}
      label={t('others.label')}
      title={t('others.title', { count })}
      text={t('others.text')}
      cancel={t('others.keep', { count })}
      page="/sessions"
      step={step}
      open={open}
    >
      <form action={signOutOthers}>
        <SubmitButton variant="danger">{t('others.confirm', { count })}</SubmitButton>
      </form>
    </ConfirmDialog>
  )
}
