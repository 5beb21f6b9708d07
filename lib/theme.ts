import { brand } from '#lib/brand'

/** Light or dark by choice; `system` is what the reader's device says. */
export const themes = ['system', 'light', 'dark'] as const

export type Theme = (typeof themes)[number]

/** The choice that the cookie of a browser holds. Anybody may write anything there. */
export function readTheme(text: string | undefined): Theme {
  return themes.find((theme) => theme === text) ?? 'system'
}

/** The cookie under any of the names that `lib/sessions/cookie.ts` gives it. */
const COOKIE = new RegExp(`(?:^|; *)(?:__Host-)?${brand.cookiePrefix}(?:\\d+-)?theme=([^;]*)`)

/**
 * The theme of whoever sends a request, for answers that are no pages of Next's.
 *
 * @param cookies the header, as the browser sends it (RFC 6265, section 4.2)
 */
export function themeOf(cookies: string | null | undefined): Theme {
  return readTheme(COOKIE.exec(cookies ?? '')?.[1])
}
