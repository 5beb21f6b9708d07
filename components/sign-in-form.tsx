import { GoogleButton } from './google-button.tsx'

type Props = {
  /** Where to go afterwards; the route checks that it is a page of this site. */
  returnTo: string
  /** As wide as the room it has. */
  wide?: boolean
}

/** The way to Google: a plain form post, the same with and without JavaScript. */
export function SignInForm({ returnTo, wide = false }: Props) {
  return (
    <form action="/sign-in/start" method="post">
      <input type="hidden" name="returnTo" value={returnTo} />
      <GoogleButton wide={wide} />
    </form>
  )
}
