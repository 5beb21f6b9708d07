import type { ReactNode } from 'react'
import { PageSession } from '#components/shell/page-session'
import { LinkButton } from '#components/ui/button'
import { LocalTime } from '#components/ui/local-time'
import { ProblemCard } from '#components/ui/problem-card'
import { ReaderPlace } from '#components/ui/reader-place'
import { DELETION_KEPT_DAYS, findDeletion } from '#lib/account/delete-data'
import { findViewerForHeader } from '#lib/auth/viewer'
import { translateFailure } from '#lib/errors'
import type { Language } from '#lib/messages/languages'
import { wordsIn } from '#lib/messages/words'
import { setStatus } from '#lib/request/context'
import { loadPage, type PageLoad } from '#lib/web/load-page'
import { addressOf } from '#lib/web/page-address'
import { getReader, useWords, type Words } from '#lib/web/words'
import { FailureCard } from '../../failure-card.tsx'
import { describeOpenPage, OpenPage } from '../../open-page.tsx'
import { findPlace } from '../../reader.ts'

export const generateMetadata = async () => ({
  ...(await describeOpenPage((language) => wordsIn(language, 'farewell')('request'))),
  robots: { index: false },
})

type Found = Awaited<ReturnType<typeof findDeletion>>

export default async function DataDeletionPage({ params }: PageProps<'/data-deletion/[code]'>) {
  const { code } = await params
  const load = await loadPage(addressOf('/data-deletion/[code]', {}, { code }), () => findDeletion(code))
  const viewer = await findViewerForHeader()
  return (
    <OpenPage>
      <PageSession session={viewer?.sessionId ?? null} />
      <ReaderPlace reader={await findPlace()}>{show(load, (await getReader()).language)}</ReaderPlace>
    </OpenPage>
  )
}

function show(load: PageLoad<Found>, language: Language): ReactNode {
  if (load.kind === 'loaded') return <DeletionState found={load.data} />
  return <FailureCard failure={translateFailure(load.failure, language)} language={language} />
}

/** Says how far it is, the same of whoever it was about. */
function DeletionState({ found }: { found: Found }) {
  const t = useWords('farewell')
  const start = useWords('pages')('start')
  if (!found) setStatus(404)
  return (
    <ProblemCard {...copyOf(found, t)}>
      <LinkButton href="/">{start}</LinkButton>
    </ProblemCard>
  )
}

function copyOf(found: Found, t: Words<'farewell'>) {
  const days = DELETION_KEPT_DAYS
  if (!found) return { title: t('unknown'), text: t('unknownText', { days }) }
  const time = () => <LocalTime at={found.createdAt.toISOString()} />
  if (!found.doneAt) return { title: t('running'), text: t.rich('runningText', { time }) }
  return {
    title: t('done'),
    text: (
      <>
        <p>{t('doneText')}</p>
        <p className="mt-3">{t('forgotten', { days })}</p>
        <p className="mt-3">{t.rich('asked', { time })}</p>
      </>
    ),
  }
}
