import type { ReactNode } from 'react'
import { PageSession } from '#components/shell/page-session'
import { LinkButton } from '#components/ui/button'
import { LocalTime } from '#components/ui/local-time'
import { ProblemCard } from '#components/ui/problem-card'
import { ReaderPlace } from '#components/ui/reader-place'
import { DELETION_KEPT_DAYS, findDeletion } from '#lib/account/delete-data'
import { findViewerForHeader } from '#lib/auth/viewer'
import { setStatus } from '#lib/request/context'
import { loadPage, type PageLoad } from '#lib/web/load-page'
import { addressOf } from '#lib/web/page-address'
import { describeOpenPage, OpenPage } from '../../open-page.tsx'
import { findPlace } from '../../reader.ts'

export const generateMetadata = () => ({
  ...describeOpenPage('Your deletion request'),
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
      <ReaderPlace reader={await findPlace()}>{show(load)}</ReaderPlace>
    </OpenPage>
  )
}

function show(load: PageLoad<Found>): ReactNode {
  if (load.kind === 'loaded') return <DeletionState found={load.data} />
  const { title, message, reference } = load.failure
  return <ProblemCard title={title} text={message} reference={reference} />
}

/** Says how far it is, the same of whoever it was about. */
function DeletionState({ found }: { found: Found }) {
  if (!found) setStatus(404)
  return (
    <ProblemCard {...copyOf(found)}>
      <LinkButton href="/">Go to the start page</LinkButton>
    </ProblemCard>
  )
}

function copyOf(found: Found) {
  if (!found) {
    return {
      title: 'We know of no such request',
      text: `The code at the end of this address is cut or wrong, or the request is older than ${DELETION_KEPT_DAYS} days: after that we forget that there was one.`,
    }
  }
  const asked = <LocalTime at={found.createdAt.toISOString()} />
  if (!found.doneAt) {
    return {
      title: 'Your data is being deleted',
      text: <>Look here again in an hour. You asked for it on {asked}</>,
    }
  }
  return {
    title: 'Your data is deleted',
    text: (
      <>
        <p>
          Whatever we had of the account that you asked about is gone. If it was your only way to sign in
          here, your account with us and everything in it is gone too.
        </p>
        <p className="mt-3">
          Nothing here says who you are. That you asked, we forget after {DELETION_KEPT_DAYS} days.
        </p>
        <p className="mt-3">You asked for it on {asked}</p>
      </>
    ),
  }
}
