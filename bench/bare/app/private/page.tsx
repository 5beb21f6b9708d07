import { cookies } from 'next/headers'
import { redirect } from 'next/navigation'

/** What a page costs that nobody may see: no session is known here, so everybody is sent to sign in. */
export default async function Private() {
  const token = (await cookies()).get('session')?.value
  if (token !== 'known') redirect('/sign-in?returnTo=%2Fprivate')
  return <h1>Private</h1>
}
