import { redirect } from 'next/navigation'
import { PageSession } from '#components/shell/page-session'
import { LinkButton } from '#components/ui/button'
import { ProblemCard } from '#components/ui/problem-card'
import { findViewerForHeader } from '#lib/auth/viewer'
import { describeOpenPage, OpenPage } from '../open-page.tsx'

export const generateMetadata = () => describeOpenPage('Goodbye')

export default async function GoodbyePage() {
  if (await findViewerForHeader()) redirect('/dashboard')
  return (
    <OpenPage>
      <PageSession session={null} />
      <ProblemCard
        title="Your account is deleted"
        text={
          <>
            <p>
              Everything that we kept about you is gone, and you are signed out everywhere. Our access to the
              accounts that you signed in with ends, too: whom it has to be told, we are telling.
            </p>
            <p className="mt-3">
              Thank you for having been here. Signing in again makes a new, empty account.
            </p>
          </>
        }
      >
        <LinkButton href="/">Go to the start page</LinkButton>
      </ProblemCard>
    </OpenPage>
  )
}
