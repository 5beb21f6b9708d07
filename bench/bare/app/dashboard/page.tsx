import { person } from '../../person.ts'

/** Made for each request, as every page is that is somebody's own. */
export const dynamic = 'force-dynamic'

/** Ten elements, without anything of the client. */
export default function Dashboard() {
  return (
    <main>
      <h1>{person.name}</h1>
      <p>{person.email}</p>
      <ul>
        <li>Member since {person.memberSince}</li>
        <li>{person.emailVerified ? 'Verified' : 'Not verified'}</li>
        <li>{person.image}</li>
      </ul>
      <nav>
        <a href="/dashboard">Overview</a>
        <a href="/sign-in">Sign in</a>
      </nav>
    </main>
  )
}
