import type { Route } from 'next'
import type { pages as names } from '#lib/messages/en/pages'

type PageName = Exclude<keyof typeof names, 'backTo' | 'elsewhere'>

type Page = {
  /** As its folder in `app` is named: `/invoices/[id]`. */
  path: string
  /** Whether it is for people who are signed in, in `app/(account)`. */
  account: boolean
  /** Whether somebody who has to sign in or to confirm first may come back to it. */
  returnTo: boolean
  /**
   * What names it in the navigation (`lib/messages`, `pages`), which lists what has one in this order: that of a feature (`lib/provider/features.ts`) for
   * those who have an account of its provider. More than about seven scroll sideways.
   */
  label?: PageName
}

/** Every page. A test holds this table against the folders of `app`. */
export const pages = [
  { path: '/', account: false, returnTo: true },
  { path: '/sign-in', account: false, returnTo: false },
  { path: '/sign-in/problem', account: false, returnTo: false },
  { path: '/signed-out', account: false, returnTo: false },
  { path: '/goodbye', account: false, returnTo: false },
  { path: '/data-deletion/[code]', account: false, returnTo: false },
  { path: '/dashboard', account: true, returnTo: true, label: 'overview' },
  { path: '/sessions', account: true, returnTo: true, label: 'sessions' },
  { path: '/activity', account: true, returnTo: true, label: 'activity' },
  { path: '/activity/[id]', account: true, returnTo: true },
  { path: '/drive', account: true, returnTo: true, label: 'drive' },
  { path: '/posts', account: true, returnTo: true, label: 'posts' },
  { path: '/connections', account: true, returnTo: true, label: 'connections' },
  { path: '/settings', account: true, returnTo: true, label: 'settings' },
  { path: '/settings/delete', account: true, returnTo: true },
  { path: '/confirm', account: true, returnTo: false },
] as const satisfies readonly Page[]

type AnyPage = (typeof pages)[number]

/** The path of a page, as the table has it. */
export type PagePath = AnyPage['path']

/** The path of a page for people who are signed in. */
export type AccountPagePath = Extract<AnyPage, { account: true }>['path']

/** The page at a path of a URL: `/invoices/7` is at `/invoices/[id]`. */
export function findPage(pathname: string, among: readonly Page[] = pages): Page | undefined {
  const exact = among.find(({ path }) => path === pathname)
  return exact ?? among.find(({ path }) => matches(path.split('/'), pathname.split('/')))
}

/** The page of the navigation that a page lies below, by its path; null for one that lies below none. */
export function findParent(
  path: string,
  among: readonly Page[] = pages,
): { path: Route; label: PageName } | null {
  const above = among.filter((page) => page.label !== undefined && path.startsWith(`${page.path}/`))
  const [nearest] = above.toSorted((one, other) => other.path.length - one.path.length)
  return nearest?.label ? { path: nearest.path as Route, label: nearest.label } : null
}

/** Segment by segment: `[id]` is any one, `[...rest]` all that are left. */
function matches([wanted, ...others]: string[], [given, ...rest]: string[]): boolean {
  if (wanted === undefined || given === undefined) return wanted === given
  if (!wanted.startsWith('[')) return wanted === given && matches(others, rest)
  return given !== '' && (wanted.startsWith('[...') || matches(others, rest))
}
