import 'server-only'
import { cookies } from 'next/headers'
import { cookieName, readingCookieOptions } from '#lib/sessions/cookie'
import { readTheme, type Theme } from '#lib/theme'

/** The cookie of the theme that was chosen in this browser. The script of every page writes it too, and changes the page at once. */
export function themeCookie(): string {
  return cookieName('theme')
}

/** The theme of whoever asks for this page. */
export async function getTheme(): Promise<Theme> {
  return readTheme((await cookies()).get(themeCookie())?.value)
}

/** Has this browser keep a theme. For actions. */
export async function keepTheme(theme: Theme): Promise<void> {
  const usual = theme === 'system'
  const jar = await cookies()
  jar.set(themeCookie(), usual ? '' : theme, readingCookieOptions(!usual))
}
