import 'server-only'
import type { PermissionCopy } from '#lib/provider/features'
import type { Identity } from '#lib/provider/identity'

/** What every sign-in asks: who you are, and nothing else. What the application does beyond it is in lib/provider/features.ts. */
export const signInScopes = {
  openid: { title: 'Recognise you when you come back', text: null },
  email: { title: 'See your e-mail address', text: null },
  profile: { title: 'See your name and picture', text: null },
} as const satisfies Record<string, PermissionCopy>

/** What they share, for the overview. `openid` alone shares nothing but who somebody is. */
export const shares = {
  profile: 'Name and picture',
  email: 'E-mail address',
} as const

/** Of `profile`, a name or a picture is to be seen. */
export function sharedScopes({ name, image }: Pick<Identity, 'name' | 'image'>): string[] {
  return ['openid', 'email', ...(name || image ? ['profile'] : [])]
}
