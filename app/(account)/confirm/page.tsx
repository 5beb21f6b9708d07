import type { Metadata, Route } from 'next'
import { PageButton } from '#components/ui/page-button'
import { ProblemCard } from '#components/ui/problem-card'
import { isRecent } from '#lib/auth/recent'
import { safeReturnTo } from '#lib/auth/return-to'
import { listConfirming } from '#lib/connections/confirm'
import { type Connection, listConnections } from '#lib/connections/list'
import { gapOf, wordsIn } from '#lib/messages/words'
import { providerNames } from '#lib/provider-ids'
import { getWords, useReader, useWords } from '#lib/web/words'
import { accountPage } from '../account-page.tsx'
import { nameLabel } from '../names.ts'
import { ConfirmForms, describeRoundTrips } from './confirm-forms.tsx'
import { describeSensitive } from './sensitive-messages.ts'

export const generateMetadata = async (): Promise<Metadata> => ({
  title: (await getWords('confirm'))('title'),
})

export default accountPage(
  '/confirm',
  async ({ viewer, query }) => ({
    choices: isRecent(viewer) ? null : listConfirming(await listConnections(viewer)),
    returnTo: safeReturnTo(query.returnTo),
  }),
  ({ choices, returnTo }) =>
    choices ? <Confirm choices={choices} returnTo={returnTo} /> : <Confirmed returnTo={returnTo} />,
)

function Confirm({ choices, returnTo }: { choices: Connection[]; returnTo: Route }) {
  const { language } = useReader()
  const t = wordsIn(language, 'confirm')
  const roundTrips = describeRoundTrips(choices, language)
  return (
    <ProblemCard
      title={t('title')}
      text={
        <>
          <p>
            {describeSensitive(returnTo, language)}
            {gapOf(language)}
            <How choices={choices} />
          </p>
          {roundTrips ? <p className="mt-3 text-body">{roundTrips}</p> : null}
        </>
      }
    >
      <div className={choices.length > 1 ? 'w-full' : ''}>
        <ConfirmForms choices={choices} returnTo={returnTo} />
      </div>
      <PageButton href={returnTo}>{t('notNow')}</PageButton>
    </ProblemCard>
  )
}

function How({ choices: [first, ...others] }: { choices: Connection[] }) {
  const { language } = useReader()
  const t = wordsIn(language, 'confirm')
  if (!first) return t('none')
  if (others.length > 0) return t('several')
  const label = nameLabel(first.label, [first.provider], language)
  const name = () => <bdi className="wrap-anywhere text-ink">{label}</bdi>
  return t.rich('one', { provider: providerNames[first.provider], name })
}

/** For whoever opens this page by itself, or comes back to it. */
function Confirmed({ returnTo }: { returnTo: Route }) {
  const t = useWords('confirm')
  const goOn = useWords('pages')('goOn')
  return (
    <ProblemCard title={t('nothing')} text={t('nothingText')}>
      <PageButton href={returnTo} variant="primary">
        {goOn}
      </PageButton>
    </ProblemCard>
  )
}
