import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import { LinkButton } from '#components/ui/button'
import { ProblemCard } from '#components/ui/problem-card'
import { findViewerForHeader } from '#lib/auth/viewer'

export const metadata: Metadata = { title: 'Goodbye' }

export default async function GoodbyePage() {
  if (await findViewerForHeader()) redirect('/dashboard')
  return (
    <ProblemCard
      title="Your account is deleted"
      text={
        <>
          <p>
            Everything that we kept about you is gone, and you are signed out everywhere. Our access to the
            accounts that you signed in with ends, too: whom it has to be told, we are telling.
          </p>
          <p className="mt-3">Thank you for having been here. Signing in again makes a new, empty account.</p>
        </>
      }
    >
      <LinkButton href="/">Go to the start page</LinkButton>
    </ProblemCard>
  )
}
