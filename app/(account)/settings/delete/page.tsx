import type { Metadata } from 'next'
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
import { type ProviderId, providerNames } from '#lib/provider-ids'
import { providerOf } from '#lib/providers/table'
import { useWords } from '#lib/web/words'
import { accountPage } from '../../account-page.tsx'
import { ConfirmForms, describeConfirming } from '../../confirm/confirm-forms.tsx'
import { deleteAccount } from './actions.ts'

export const metadata: Metadata = { title: 'Delete your account' }

export default accountPage(
  '/settings/delete',
  ({ viewer }) => listConnections(viewer),
  (connections, { viewer }) => (
    <>
      <PageHeading title="Delete your account">
        This happens at once and cannot be undone. If you want to keep your data,{' '}
        <PageLink href="/settings" className="link text-ink">
          download it in the settings
        </PageLink>{' '}
        first.
      </PageHeading>
      <CardGrid>
        <WhatGoes connections={connections} />
        <WhatStays providers={[...new Set(connections.map(({ provider }) => provider))]} />
      </CardGrid>
      <Card title="Are you sure?">
        {isRecent(viewer) ? <DeleteForm /> : <ConfirmFirst choices={listConfirming(connections)} />}
      </Card>
    </>
  ),
)

/** As the privacy page names it: both are made from `lib/account/kept-data.ts`. */
function WhatGoes({ connections }: { connections: Connection[] }) {
  const t = useWords('privacy')
  const accounts = connections.map(({ label, provider }) => `${label} (${providerNames[provider]})`)
  return (
    <Card title="What goes">
      <ul className="grid list-disc gap-2 py-3 pl-5 text-small">
        {kindsThat('goes').map((kind) => (
          <li key={kind}>{t(`kinds.${kind}.name`)}</li>
        ))}
      </ul>
      <p className="wrap-anywhere pb-3 text-muted text-small">
        {accounts.join(', ')}. You are signed out everywhere, here too.
      </p>
    </Card>
  )
}

function WhatStays({ providers }: { providers: ProviderId[] }) {
  const t = useWords('privacy')
  return (
    <Card title="What stays">
      <ul className="grid list-disc gap-2 py-3 pl-5 text-small">
        {providers.map((provider) => (
          <Order key={provider} provider={provider} />
        ))}
        {kindsThat('stays').map((kind) => (
          <li key={kind}>
            {t(`kinds.${kind}.name`)}.{' '}
            <span className="text-muted">
              {t(`kinds.${kind}.until`, { count: keptRow(kind).count ?? 0 })}
            </span>
          </li>
        ))}
        <li>Nothing else. Signing in again makes a new, empty account.</li>
      </ul>
    </Card>
  )
}

/** What is kept of an account for as long as its provider has not heard that our access ends (lib/grants/revoke.ts). */
function Order({ provider }: { provider: ProviderId }) {
  const name = providerNames[provider]
  const { keeps, revocation, manageUrl } = providerOf(provider)
  return (
    <li>
      For each {name} account
      {keeps === 'feature-tokens' ? ' that allowed more than signing in' : ''}, {describeOrder(revocation)}{' '}
      that we need to tell {name} that our access ends. That is deleted when {name} has confirmed it, usually
      within seconds, and after thirty days in any case.
      {revocation.endsAll ? null : (
        <>
          {' '}
          {name} itself lists {brand.name} until you{' '}
          <a className="link" href={manageUrl}>
            remove it there
          </a>
          .
        </>
      )}
    </li>
  )
}

function describeOrder({ by, endsAll }: { by: 'token' | 'subject'; endsAll: boolean }): string {
  if (by === 'subject') return 'its number there, encrypted,'
  return endsAll ? 'one encrypted token' : 'its encrypted tokens'
}

function DeleteForm() {
  return (
    <form action={deleteAccount} className="grid gap-4 py-4">
      <CheckField name="sure">I know that my account and everything in it will be gone for ever.</CheckField>
      <div className="flex flex-wrap gap-3">
        <PageButton href="/settings">Keep my account</PageButton>
        <SubmitButton variant="danger">Delete my account</SubmitButton>
      </div>
    </form>
  )
}

function ConfirmFirst({ choices }: { choices: Connection[] }) {
  return (
    <div className="grid gap-4 py-4">
      <p className="max-w-prose text-small">
        It is a while since you signed in. First, {describeConfirming(choices)}; then you come back here.
      </p>
      <div className="flex flex-wrap items-start gap-3">
        <PageButton href="/settings">Keep my account</PageButton>
        <ConfirmForms choices={choices} returnTo="/settings/delete" />
      </div>
    </div>
  )
}
