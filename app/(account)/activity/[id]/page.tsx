import type { Metadata } from 'next'
import { PageHeading } from '#components/shell/page'
import { PageButton } from '#components/ui/page-button'
import { findHistoryLine } from '#lib/account/history-line'
import { setStatus } from '#lib/request/context'
import { getWords, useWords } from '#lib/web/words'
import { accountPage } from '../../account-page.tsx'
import { EndIt, Secure, WhatHappened } from './view.tsx'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getWords('alerts'))('line.title') }
}

export default accountPage(
  '/activity/[id]',
  async ({ viewer, params }) => {
    const found = await findHistoryLine(viewer, params.id)
    if (!found) setStatus(404)
    return found
  },
  (found, { viewer, params }) =>
    found ? (
      <>
        <Heading />
        <WhatHappened found={found} />
        <EndIt found={found} id={params.id} />
        <Secure line={found.line} provider={viewer.provider} />
      </>
    ) : (
      <Missing />
    ),
)

function Heading() {
  const t = useWords('alerts')
  return <PageHeading title={t('line.title')}>{t('line.lead')}</PageHeading>
}

/** Somebody else's, an unknown one, or one that is forgotten: which of them, nobody is told. */
function Missing() {
  const t = useWords('alerts')
  return (
    <>
      <PageHeading title={t('line.missing')}>{t('line.missingText')}</PageHeading>
      <div>
        <PageButton href="/activity">{t('line.activity')}</PageButton>
      </div>
    </>
  )
}
