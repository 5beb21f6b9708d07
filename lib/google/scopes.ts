import 'server-only'
import type { PermissionText } from '#lib/provider/features'
import type { Identity } from '#lib/provider/identity'

/** What every sign-in asks: who you are, and nothing else. What the application does beyond it is in lib/provider/features.ts. */
export const signInScopes = {
  openid: 'recognise',
  email: 'email',
  profile: 'profile',
} as const satisfies Record<string, PermissionText>

/** What they share, for the overview. `openid` alone shares nothing but who somebody is. */
export const shares = {
  profile: 'sharedProfile',
  email: 'sharedEmail',
} as const satisfies Record<string, PermissionText>

/** Of `profile`, a name or a picture is to be seen. */
export function sharedScopes({ name, image }: Pick<Identity, 'name' | 'image'>): string[] {
  return ['openid', 'email', ...(name || image ? ['profile'] : [])]
}
