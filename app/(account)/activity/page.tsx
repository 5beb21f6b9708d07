import type { Metadata } from 'next'
import { PageHeading } from '#components/shell/page'
import { PageLink } from '#components/ui/page-link'
import { type EventGroup, eventGroups, readGroup } from '#lib/activity/events'
import { listEvents, readCursor } from '#lib/activity/list'
import { addressOf } from '#lib/web/page-address'
import { accountPage } from '../account-page.tsx'
import { History } from './view.tsx'

const groupNames = {
  'sign-ins': 'Sign-ins',
  sessions: 'Sessions',
  permissions: 'Permissions',
  account: 'Account',
} as const satisfies Record<EventGroup, string>

export async function generateMetadata({ searchParams }: PageProps<'/activity'>): Promise<Metadata> {
  const group = readGroup((await searchParams).kind)
  return { title: group ? `${groupNames[group]} – Activity` : 'Activity' }
}

export default accountPage(
  '/activity',
  async ({ viewer, query }) => {
    const group = readGroup(query.kind)
    const before = readCursor(query.before)
    return { group, before, now: new Date(), page: await listEvents(viewer, { group, before }) }
  },
  ({ group, before, now, page }) => (
    <>
      <PageHeading title="Activity">
        What happened in your account in the last twelve months. If something here was not you,{' '}
        <PageLink href="/sessions" className="link">
          sign out the device
        </PageLink>{' '}
        that it came from.
      </PageHeading>
      <History
        page={page}
        now={now}
        filter={[
          { href: place(null), label: 'Everything', current: group === null },
          ...eventGroups.map((one) => ({
            href: place(one),
            label: groupNames[one],
            current: one === group,
          })),
        ]}
        first={before ? place(group) : null}
        next={page.older ? place(group, page.older) : null}
        everything={group ? place(null) : null}
      />
    </>
  ),
)

function place(group: EventGroup | null, before?: string) {
  return addressOf('/activity', { kind: group ?? undefined, before })
}
