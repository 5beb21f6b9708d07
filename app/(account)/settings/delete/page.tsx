import type { Metadata } from 'next'
import type { ReactNode } from 'react'
import { PageHeading } from '#components/shell/page'
import { CheckField } from '#components/ui/field'
import { PageButton } from '#components/ui/page-button'
import { PageLink } from '#components/ui/page-link'
import { Card, CardGrid } from '#components/ui/panel'
import { SubmitButton } from '#components/ui/submit-button'
import { keptRow, kindsThat } from '#lib/account/kept-data'
import { isRecent } from '#lib/auth/recent'
import { brand } from '#lib/brand'
import { listConfirming } from '#lib/connections/confirm'
import { type Connection, listConnections } from '#lib/connections/list'
import { gapOf, joinList, wordsIn } from '#lib/messages/words'
import { type ProviderId, providerNames } from '#lib/provider-ids'
import { providerOf } from '#lib/providers/table'
import { getWords, useReader, useWords } from '#lib/web/words'
import { accountPage } from '../../account-page.tsx'
import { ConfirmForms, describeConfirming } from '../../confirm/confirm-forms.tsx'
import { nameLabel } from '../../names.ts'
import { MailStays } from '../notices/deletion.tsx'
import { deleteAccount } from './actions.ts'

export const generateMetadata = async (): Promise<Metadata> => ({
  title: (await getWords('deletion'))('title'),
})

export default accountPage(
  '/settings/delete',
  ({ viewer }) => listConnections(viewer),
  (connections, { viewer, language }) => {
    const t = wordsIn(language, 'deletion')
    const link = (chunks: ReactNode) => (
      <PageLink href="/settings" className="link text-ink">
        {chunks}
      </PageLink>
    )
    return (
      <>
        <PageHeading title={t('title')}>{t.rich('intro', { link })}</PageHeading>
        <CardGrid>
          <WhatGoes connections={connections} />
          <WhatStays
            providers={[...new Set(connections.map(({ provider }) => provider))]}
            address={viewer.person.email}
          />
        </CardGrid>
        <Card title={t('sure')}>
          {isRecent(viewer) ? <DeleteForm /> : <ConfirmFirst choices={listConfirming(connections)} />}
        </Card>
      </>
    )
  },
)

/** As the privacy page names it: both are made from `lib/account/kept-data.ts`. */
function WhatGoes({ connections }: { connections: Connection[] }) {
  const { language } = useReader()
  const t = wordsIn(language, 'deletion')
  const data = wordsIn(language, 'privacy')
  const accounts = connections.map(({ label, provider }) =>
    t('accountOf', { account: nameLabel(label, [provider], language), provider: providerNames[provider] }),
  )
  return (
    <Card title={t('goes')}>
      <ul className="grid list-disc gap-2 py-3 ps-5 text-small">
        {kindsThat('goes').map((kind) => (
          <li key={kind}>{data(`kinds.${kind}.name`)}</li>
        ))}
      </ul>
      <p className="wrap-anywhere pb-3 text-muted text-small">
        {t('signedOut', { accounts: joinList(language, accounts, 'conjunction') })}
      </p>
    </Card>
  )
}

function WhatStays({ providers, address }: { providers: ProviderId[]; address: string | null }) {
  const t = useWords('deletion')
  const data = useWords('privacy')
  return (
    <Card title={t('stays')}>
      <ul className="grid list-disc gap-2 py-3 ps-5 text-small">
        {providers.map((provider) => (
          <Order key={provider} id={provider} />
        ))}
        <MailStays address={address} />
        {kindsThat('stays').map((kind) => (
          <li key={kind}>
            {t.rich('kept', {
              name: data(`kinds.${kind}.name`),
              until: data(`kinds.${kind}.until`, { count: keptRow(kind).count ?? 0 }),
              muted: (chunks) => <span className="text-muted">{chunks}</span>,
            })}
          </li>
        ))}
        <li>{t('nothingElse')}</li>
      </ul>
    </Card>
  )
}

/** What is kept of an account for as long as its provider has not heard that our access ends (lib/grants/revoke.ts). */
function Order({ id }: { id: ProviderId }) {
  const { language } = useReader()
  const t = wordsIn(language, 'deletion')
  const provider = providerNames[id]
  const { revocation, manageUrl } = providerOf(id)
  const link = (chunks: ReactNode) => (
    <a className="link" href={manageUrl}>
      {chunks}
    </a>
  )
  return (
    <li>
      {t(`order.${orderOf(revocation)}`, { provider })}
      {revocation.endsAll ? null : gapOf(language)}
      {revocation.endsAll ? null : t.rich('listed', { provider, brand: brand.name, link })}
    </li>
  )
}

function orderOf({ by, endsAll }: { by: 'token' | 'subject'; endsAll: boolean }) {
  if (by === 'subject') return 'subject'
  return endsAll ? 'token' : 'tokens'
}

function DeleteForm() {
  const t = useWords('deletion')
  return (
    <form action={deleteAccount} className="grid gap-4 py-4">
      <CheckField name="sure">{t('know')}</CheckField>
      <div className="flex flex-wrap gap-3">
        <PageButton href="/settings">{t('keep')}</PageButton>
        <SubmitButton variant="danger">{t('delete')}</SubmitButton>
      </div>
    </form>
  )
}

function ConfirmFirst({ choices }: { choices: Connection[] }) {
  const { language } = useReader()
  const t = wordsIn(language, 'deletion')
  return (
    <div className="grid gap-4 py-4">
      <p className="max-w-prose text-small">{describeConfirming('later', choices, language)}</p>
      <div className="flex flex-wrap items-start gap-3">
        <PageButton href="/settings">{t('keep')}</PageButton>
        <ConfirmForms choices={choices} returnTo="/settings/delete" />
      </div>
    </div>
  )
}
