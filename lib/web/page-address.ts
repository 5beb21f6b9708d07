import 'server-only'

/** The path and query of the page that is being made, to come back to after a sign-in. */
export function addressOf(path: string, query: Record<string, string | string[] | undefined>): string {
  const search = new URLSearchParams()
  for (const [name, value] of Object.entries(query)) {
    for (const item of value === undefined ? [] : [value].flat()) search.append(name, item)
  }
  return search.size === 0 ? path : `${path}?${search}`
}
