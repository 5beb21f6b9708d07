import type { Metadata } from 'next'
import { SessionList } from '#components/account/session-list'
import { PageHeading } from '#components/shell/page'
import { describeLimits, type SessionList as Listed, listSessions } from '#lib/sessions/list'
import { getWords, useReader, useWords } from '#lib/web/words'
import { accountPage } from '../account-page.tsx'
import { SignOutOthers, sessionItem } from './view.tsx'

export async function generateMetadata(): Promise<Metadata> {
  const t = await getWords('sessions')
  return { title: t('title') }
}

const OTHERS = 'others'

export default accountPage(
  '/sessions',
  async ({ viewer }) => ({ ...(await listSessions(viewer)), now: new Date() }),
  (data, { query }) => <Sessions {...data} asking={query.confirm === OTHERS} />,
)

type Props = Listed & {
  now: Date
  /** Whether the page was asked for with the question about all others. */
  asking: boolean
}

function Sessions({ sessions, others, now, asking }: Props) {
  const t = useWords('sessions')
  const { language, locale } = useReader()
  return (
    <>
      <PageHeading title={t('title')}>{t('intro')}</PageHeading>
      <SessionList
        title={others === 0 ? t('hereOnly') : t('hereAnd', { count: others })}
        sessions={sessions.map((session) => sessionItem(session, { language, now }))}
        signOutOthers={
          others === 0 ? null : (
            <SignOutOthers sessions={sessions} others={others} step={OTHERS} open={asking} />
          )
        }
        footer={t('limits', describeLimits(locale))}
      />
    </>
  )
}
