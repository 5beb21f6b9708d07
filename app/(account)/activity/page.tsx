import type { Metadata } from 'next'
import { PageHeading } from '#components/shell/page'
import { PageLink } from '#components/ui/page-link'
import { type EventGroup, eventGroups, readGroup } from '#lib/activity/events'
import { listEvents, readCursor } from '#lib/activity/list'
import { wordsIn } from '#lib/messages/words'
import { addressOf } from '#lib/web/page-address'
import { getReader } from '#lib/web/words'
import { accountPage } from '../account-page.tsx'
import { History } from './view.tsx'

export async function generateMetadata({ searchParams }: PageProps<'/activity'>): Promise<Metadata> {
  const group = readGroup((await searchParams).kind)
  const { language } = await getReader()
  const title = wordsIn(language, 'pages')('activity')
  const t = wordsIn(language, 'activity')
  return { title: group ? t('titleOf', { group: t(group) }) : title }
}

export default accountPage(
  '/activity',
  async ({ viewer, query }) => {
    const group = readGroup(query.kind)
    const before = readCursor(query.before)
    return { group, before, now: new Date(), page: await listEvents(viewer, { group, before }) }
  },
  ({ group, before, now, page }, { language }) => {
    const t = wordsIn(language, 'activity')
    return (
      <>
        <PageHeading title={wordsIn(language, 'pages')('activity')}>
          {t.rich('intro', {
            link: (chunks) => (
              <PageLink href="/sessions" className="link">
                {chunks}
              </PageLink>
            ),
          })}
        </PageHeading>
        <History
          page={page}
          now={now}
          filter={[
            { href: place(null), label: t('everything'), current: group === null },
            ...eventGroups.map((one) => ({
              href: place(one),
              label: t(one),
              current: one === group,
            })),
          ]}
          first={before ? place(group) : null}
          next={page.older ? place(group, page.older) : null}
          everything={group ? place(null) : null}
        />
      </>
    )
  },
)

function place(group: EventGroup | null, before?: string) {
  return addressOf('/activity', { kind: group ?? undefined, before })
}
