import type { Metadata } from 'next'
import { SignInCard } from '#components/sign-in-card'
import { safeReturnTo } from '#lib/auth/return-to'
import { findViewerForHeader } from '#lib/auth/viewer'

export const metadata: Metadata = { title: 'Sign in' }

export default async function SignInPage({ searchParams }: PageProps<'/sign-in'>) {
  const { returnTo } = await searchParams
  const viewer = await findViewerForHeader()
  const notice = viewer
    ? ({
        tone: 'info',
        title: `You are signed in as ${viewer.person.email}`,
        text: 'Signing in again switches this browser to the account you choose.',
      } as const)
    : undefined
  return <SignInCard returnTo={safeReturnTo(returnTo)} {...(notice && { notice })} />
}
