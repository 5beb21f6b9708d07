import type { ReactNode } from 'react'
import { Details } from '#components/ui/details'
import { LocalTime } from '#components/ui/local-time'
import { Status } from '#components/ui/notice'
import { PageButton } from '#components/ui/page-button'
import { PageLink } from '#components/ui/page-link'
import { Card } from '#components/ui/panel'
import { SubmitButton } from '#components/ui/submit-button'
import type { HistoryLine } from '#lib/account/history-line'
import type { ListedEvent } from '#lib/activity/list'
import { type ProviderId, providerNames } from '#lib/provider-ids'
import { securityAddresses } from '#lib/providers/security'
import { useReader, useWords } from '#lib/web/words'
import { nameDevice, namePlace } from '../../../device-messages.ts'
import { eventMessage } from '../event-messages.ts'
import { endOthersFromLine, endSessionOfLine } from './actions.ts'

type Props = { found: HistoryLine; id: string }

/** The line as the history has it, and all that is known of where it came from. */
export function WhatHappened({ found: { line, writtenAt } }: Pick<Props, 'found'>) {
  const t = useWords('alerts')
  const { language } = useReader()
  const { device, userAgent, ipAddress, place } = line
  const byItself = userAgent === null && ipAddress === null
  const items: Record<string, ReactNode> = {
    [t('line.when')]: <LocalTime at={line.at.toISOString()} />,
    [t('line.browser')]: byItself ? t('line.itself') : nameDevice(language, device),
    ...(ipAddress === null
      ? {}
      : {
          [t('line.from')]: place ? `${ipAddress} (${namePlace(language, place)})` : ipAddress,
        }),
    ...(writtenAt === null ? {} : { [t('line.written')]: <LocalTime at={writtenAt.toISOString()} /> }),
  }
  return (
    <Card title={t('line.happened')}>
      <p className="wrap-anywhere pt-3 font-semibold">{eventMessage(line.event, language).text}</p>
      <div className="pb-1">
        <Details layout="ruled" items={items} />
      </div>
    </Card>
  )
}

/** What became of the session, and the button that ends it; then the same for every other. */
export function EndIt({ found, id }: Props) {
  const { session, others } = found
  const t = useWords('alerts')
  return (
    <Card title={t('line.end')}>
      <div className="divide-y divide-line">
        <div className="py-4">
          <OfSession found={found} id={id} />
        </div>
        {others === 0 && session === 'live' ? null : (
          <div className="py-4">
            <Others count={others} id={id} />
          </div>
        )}
      </div>
    </Card>
  )
}

function Others({ count, id }: { count: number; id: string }) {
  const t = useWords('alerts')
  if (count === 0) return <Status tone="good" title={t('line.noOthers')} />
  return (
    <Status tone="info" title={t('line.others', { count })} text={t('line.othersText')}>
      <EndForm id={id} action={endOthersFromLine} label={t('line.signOutOthers')} />
    </Status>
  )
}

function OfSession({ found: { session, line }, id }: Props) {
  const t = useWords('alerts')
  switch (session) {
    case 'live':
      return (
        <Status tone="warning" title={t('line.live')}>
          <EndForm id={id} action={endSessionOfLine} label={t('line.signOut')} />
        </Status>
      )
    case 'over':
      return <Status tone="good" title={t('line.over')} text={t('line.overText')} />
    case 'here':
      return (
        <Status
          tone="info"
          title={t('line.here')}
          text={t(line.event.kind === 'browser_changed' ? 'line.hereMoved' : 'line.hereText')}
        >
          <EndForm id={id} action={endSessionOfLine} label={t('line.signOutHere')} />
        </Status>
      )
    case 'unknown':
      return (
        <Status tone="info" title={t('line.unknown')} text={t('line.unknownText')}>
          <PageButton href="/sessions">{t('line.sessions')}</PageButton>
        </Status>
      )
  }
}

type FormProps = { id: string; action: (form: FormData) => Promise<void>; label: string }

function EndForm({ id, action, label }: FormProps) {
  return (
    <form action={action}>
      <input type="hidden" name="id" value={id} />
      <SubmitButton variant="danger">{label}</SubmitButton>
    </form>
  )
}

/** What only the provider can do: the way in was there. */
export function Secure({ line: { event }, provider: own }: { line: ListedEvent; provider: ProviderId }) {
  const t = useWords('alerts')
  const provider = ('provider' in event.details ? event.details.provider : undefined) ?? own
  const name = providerNames[provider]
  const { password, devices } = securityAddresses[provider]
  return (
    <Card title={t('line.secure')}>
      <p className="max-w-prose py-3 text-small">{t('line.secureText', { provider: name })}</p>
      <ol className="grid list-decimal gap-2 ps-5 pb-4 text-small">
        <li>
          <a className="link" href={password}>
            {t('line.step1', { provider: name })}
          </a>
        </li>
        <li>
          <a className="link" href={devices}>
            {t('line.step2', { provider: name })}
          </a>
        </li>
        <li>
          <PageLink className="link" href="/connections">
            {t('line.step3')}
          </PageLink>
        </li>
      </ol>
    </Card>
  )
}
