import { redirect } from 'next/navigation'
import { auth } from '../../auth.ts'

/** Ten elements, as the bare page has. */
export default async function Dashboard() {
  const session = await auth()
  if (!session?.user) redirect('/sign-in')
  const { name, email, image } = session.user
  return (
    <main>
      <h1>{name}</h1>
      <p>{email}</p>
      <ul>
        <li>Until {session.expires}</li>
        <li>{session.user.id}</li>
        <li>{image}</li>
      </ul>
      <nav>
        <a href="/dashboard">Overview</a>
        <a href="/sign-in">Sign in</a>
      </nav>
    </main>
  )
}
