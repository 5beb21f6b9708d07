import type { Metadata } from 'next'
import type { ReactNode } from 'react'
import { PageHeading } from '#components/shell/page'
import { Avatar } from '#components/ui/avatar'
import { Breakable } from '#components/ui/breakable'
import { PostButton } from '#components/ui/button'
import { PageButton } from '#components/ui/page-button'
import { Card } from '#components/ui/panel'
import { listWantedNotices, sendsMail } from '#lib/account/notices'
import { type Connection, listConnections } from '#lib/connections/list'
import { wordsIn } from '#lib/messages/words'
import { type ProviderId, providerIds, providerNames } from '#lib/provider-ids'
import type { Person } from '#lib/viewer'
import { getWords, useReader, useWords } from '#lib/web/words'
import { accountPage } from '../account-page.tsx'
import { nameLabel } from '../names.ts'
import { LanguageCard } from './language/card.tsx'
import { OwnName } from './name.tsx'
import { NoticesCard } from './notices/card.tsx'

export const generateMetadata = async (): Promise<Metadata> => ({
  title: (await getWords('pages'))('settings'),
})

export default accountPage(
  '/settings',
  async ({ viewer }) => {
    const [connections, wanted] = await Promise.all([listConnections(viewer), listWantedNotices(viewer)])
    return { person: viewer.person, connections, wanted, sends: sendsMail() }
  },
  ({ person, connections, wanted, sends }, { viewer, language }) => (
    <>
      <PageHeading title={wordsIn(language, 'pages')('settings')}>
        {wordsIn(language, 'settings')('intro')}
      </PageHeading>
      <Profile person={person} connections={connections} />
      {connections[0] ? <OwnName own={person.ownName} oldest={connections[0]} /> : null}
      <LanguageCard chosen={viewer.language} />
      <NoticesCard address={person.email} sends={sends} wanted={wanted} />
      <Data />
      <Deletion />
    </>
  ),
)

type ProfileProps = { person: Person; connections: Connection[] }

function Profile({ person: { name, email, emailVerified, label, image }, connections }: ProfileProps) {
  const { language } = useReader()
  const t = wordsIn(language, 'settings')
  const [oldest, ...others] = connections
  const address = () => (
    <bdi>
      <Breakable text={email ?? ''} />
    </bdi>
  )
  return (
    <Card title={t('profile')}>
      <div className="flex items-center gap-4 py-3">
        <Avatar name={name} label={label} image={image} />
        <div className="min-w-0">
          <p className="wrap-anywhere font-semibold">
            <bdi>{name ?? nameLabel(label, providerIds, language)}</bdi>
          </p>
          <p className="wrap-anywhere text-muted text-small">
            {email === null
              ? t('noEmail')
              : emailVerified
                ? address()
                : t.rich('unverified', { email: address })}
          </p>
        </div>
      </div>
      {oldest ? <Origin oldest={oldest} several={others.length > 0} /> : null}
    </Card>
  )
}

/** Where somebody changes their name and picture at a provider. */
const profileAddresses: Record<ProviderId, string> = {
  google: 'https://myaccount.google.com/personal-info',
  facebook: 'https://www.facebook.com/me',
  twitter: 'https://x.com/settings/profile',
}

/** Somebody goes by the name and the picture of their oldest account. */
function Origin({ oldest, several }: { oldest: Connection; several: boolean }) {
  const { language } = useReader()
  const t = wordsIn(language, 'settings')
  const provider = providerNames[oldest.provider]
  const link = (chunks: ReactNode) => (
    <a className="link" href={profileAddresses[oldest.provider]}>
      {chunks}
    </a>
  )
  const label = nameLabel(oldest.label, [oldest.provider], language)
  const name = () => (
    <bdi className="wrap-anywhere">
      <Breakable text={label} />
    </bdi>
  )
  return (
    <p className="max-w-prose pb-4 text-small">
      {several ? t.rich('originFirst', { provider, link, name }) : t.rich('originThis', { provider, link })}
    </p>
  )
}

function Data() {
  const t = useWords('settings')
  return (
    <Card title={t('data')}>
      <div className="grid max-w-prose gap-2 py-3 text-small">
        <p>{t('dataText')}</p>
        <p>{t('downloadText')}</p>
      </div>
      <form action="/api/export" method="post" className="pt-1 pb-4">
        <PostButton file>{t('download')}</PostButton>
      </form>
    </Card>
  )
}

function Deletion() {
  const t = useWords('settings')
  return (
    <Card title={t('account')}>
      <p className="max-w-prose py-3 text-small">{t('deleteText')}</p>
      <div className="pt-1 pb-4">
        <PageButton href="/settings/delete" variant="danger">
          {t('delete')}
        </PageButton>
      </div>
    </Card>
  )
}
