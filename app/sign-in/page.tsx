import type { Metadata } from 'next'
import { SignInCard } from '#components/sign-in-card'
import { safeReturnTo } from '#lib/auth/return-to'
import { findEnding, findViewerForHeader } from '#lib/auth/viewer'
import type { Ending } from '#lib/session/find-session'

export const metadata: Metadata = { title: 'Sign in' }

/** What somebody reads whose session in this browser is over. */
const endingWords = {
  ended: {
    title: 'You were signed out of this browser',
    text: 'This session was ended from another device. If that was not you, sign in and look at your activity.',
  },
  idle: {
    title: 'You were signed out',
    text: 'You have not been here for a while, so we ended the session to keep your account safe.',
  },
  absolute: {
    title: 'It is time to sign in again',
    text: 'A session has a longest time, however often it is used, and yours has reached it.',
  },
} as const satisfies Record<Ending, { title: string; text: string }>

export default async function SignInPage({ searchParams }: PageProps<'/sign-in'>) {
  const { returnTo } = await searchParams
  const notice = await findNotice()
  return <SignInCard returnTo={safeReturnTo(returnTo)} {...(notice && { notice })} />
}

async function findNotice() {
  const viewer = await findViewerForHeader()
  if (viewer) {
    return {
      tone: 'info',
      title: `You are signed in as ${viewer.person.email}`,
      text: 'Signing in again switches this browser to the account you choose.',
    } as const
  }
  const ending = await findEnding()
  return ending && ({ tone: 'warning', ...endingWords[ending] } as const)
}
