import type { Route } from 'next'
import type { ComponentProps } from 'react'
import { type ActivityItem, ActivityList } from '#components/account/activity-list'
import { KeepFocus } from '#components/ui/keep-focus'
import { FilterLinks, PageLinks } from '#components/ui/list-links'
import { LocalTime } from '#components/ui/local-time'
import { PageButton } from '#components/ui/page-button'
import { PageLink } from '#components/ui/page-link'
import { StatePanel } from '#components/ui/panel'
import { ResultsRegion } from '#components/ui/results-region'
import type { EventPage, ListedEvent } from '#lib/activity/list'
import type { Language } from '#lib/messages/languages'
import { wordsIn } from '#lib/messages/words'
import { addressOf } from '#lib/web/page-address'
import { useReader, useWords } from '#lib/web/words'
import { nameOrigin, signOf } from '../../device-messages.ts'
import { eventMessage } from './event-messages.ts'

type Props = {
  page: EventPage
  now: Date
  filter: ComponentProps<typeof FilterLinks>['choices']
  /** Where the pager leads, and where a filter that finds nothing does. */
  first: Route | null
  next: Route | null
  everything: Route | null
}

/** One page of the history, with the ways to narrow it down and to go on. */
export function History({ page, now, filter, first, next, everything }: Props) {
  const { language } = useReader()
  const items = page.events.map((event) => itemOf(event, { language, now }))
  const { label } = filter.find(({ current }) => current) ?? { label: '' }
  const t = wordsIn(language, 'activity')
  const summary = t('summary', { group: label, count: items.length })
  return (
    <div className="grid gap-5">
      <FilterLinks label={t('kinds')} choices={filter} />
      <ResultsRegion
        label={wordsIn(language, 'pages')('activity')}
        summary={<span className="sr-only">{summary}</span>}
      >
        <KeepFocus shown={items[0]?.id ?? ''} />
        {items.length > 0 ? (
          <ActivityList items={items} />
        ) : (
          <Nothing older={first !== null} {...{ everything }} />
        )}
        <PageLinks first={first} next={next} />
      </ResultsRegion>
    </div>
  )
}

function Nothing({ older, everything }: { older: boolean; everything: Route | null }) {
  const t = useWords('activity')
  return (
    <StatePanel
      title={t(older ? 'nothingOlder' : 'nothing')}
      text={t(older ? 'nothingOlderText' : everything ? 'nothingOfKind' : 'nothingText')}
    >
      {everything ? <PageButton href={everything}>{t('showAll')}</PageButton> : null}
    </StatePanel>
  )
}

type Reading = { language: Language; now: Date }

function itemOf({ id, event, at, ...done }: ListedEvent, { language, now }: Reading): ActivityItem {
  return {
    id,
    ...eventMessage(event, language),
    ...originOf(done, language),
    question: (
      <PageLink href={addressOf('/activity/[id]', {}, { id })} className="link">
        {wordsIn(language, 'alerts')('line.link')}
      </PageLink>
    ),
    when: <LocalTime at={at.toISOString()} style="relative" now={now.toISOString()} />,
  }
}

/** The device that something was done on, and the address that it had. */
function originOf(done: Omit<ListedEvent, 'id' | 'at' | 'event'>, language: Language) {
  const { device, userAgent, ipAddress } = done
  if (userAgent === null && ipAddress === null)
    return { sign: null, where: wordsIn(language, 'activity')('noBrowser'), userAgent }
  return { sign: signOf(device), where: nameOrigin(language, done), userAgent }
}
