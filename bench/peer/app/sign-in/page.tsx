import { signIn } from '../../auth.ts'

export default function SignIn() {
  return (
    <form
      action={async () => {
        'use server'
        await signIn('google', { redirectTo: '/dashboard' })
      }}
    >
      <button type="submit">Sign in with Google</button>
    </form>
  )
}
