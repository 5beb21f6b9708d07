import 'server-only'
import type { Route } from 'next'
import type { PagePath } from '#lib/pages'

type Values = Record<string, string | string[] | undefined>

/**
 * The address of a page.
 *
 * @param params what its dynamic segments stand for, not encoded: `{ id: '7' }` for `/invoices/[id]`
 */
export function addressOf(path: PagePath, query: Values, params: Values = {}): Route {
  const filled = path.replace(/\[(?:\.\.\.)?(\w+)\]/g, (_segment, name: string) =>
    [params[name] ?? []].flat().map(encodeURIComponent).join('/'),
  )
  const search = new URLSearchParams()
  for (const [name, value] of Object.entries(query)) {
    for (const item of value === undefined ? [] : [value].flat()) search.append(name, item)
  }
  return (search.size === 0 ? filled : `${filled}?${search}`) as Route
}
