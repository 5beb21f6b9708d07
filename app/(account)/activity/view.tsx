import type { Route } from 'next'
import type { ComponentProps } from 'react'
import { type ActivityItem, ActivityList } from '#components/account/activity-list'
import { FilterLinks, PageLinks } from '#components/ui/list-links'
import { LocalTime } from '#components/ui/local-time'
import { PageButton } from '#components/ui/page-button'
import { PageLink } from '#components/ui/page-link'
import { StatePanel } from '#components/ui/panel'
import { ResultsRegion } from '#components/ui/results-region'
import type { EventPage, ListedEvent } from '#lib/activity/list'
import { addressOf } from '#lib/web/page-address'
import { useWords } from '#lib/web/words'
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
  const items = page.events.map((event) => itemOf(event, now))
  const { label } = filter.find(({ current }) => current) ?? { label: '' }
  const summary = `${label}: ${items.length} ${items.length === 1 ? 'line' : 'lines'}`
  return (
    <div className="grid gap-5">
      <FilterLinks label="Kinds of activity" choices={filter} />
      <ResultsRegion label="Activity" summary={summary} summaryVisible={false} shown={items[0]?.id ?? ''}>
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
  const kind = everything ? 'Of this kind, nothing' : 'Nothing'
  return (
    <StatePanel
      title={older ? 'Nothing older' : 'Nothing in the last twelve months'}
      text={older ? 'This is where the history ends.' : `${kind} has happened.`}
    >
      {everything ? <PageButton href={everything}>Show everything</PageButton> : null}
    </StatePanel>
  )
}

function itemOf({ id, event, at, ...where }: ListedEvent, now: Date): ActivityItem {
  return {
    id,
    ...where,
    ...eventMessage(event),
    question: <Question id={id} />,
    when: <LocalTime at={at.toISOString()} style="relative" now={now.toISOString()} />,
  }
}

function Question({ id }: { id: string }) {
  const t = useWords('alerts')
  return (
    <PageLink href={addressOf('/activity/[id]', {}, { id })} className="link">
      {t('line.link')}
    </PageLink>
  )
}
