import { importsOf, type Sources } from '#scripts/test/sources'

/** One message for each module that closes a circle of imports, types included. */
export function findCycles(sources: Sources): string[] {
  const done = new Set<string>()
  const found: string[] = []

  const visit = (path: string, trail: string[]) => {
    const at = trail.indexOf(path)
    if (at !== -1) found.push(`${[...trail.slice(at), path].join(' → ')} is a circle of imports`)
    if (at !== -1 || done.has(path)) return
    for (const { target } of importsOf(path, sources)) {
      if (target !== null && sources.has(target)) visit(target, [...trail, path])
    }
    done.add(path)
  }

  for (const path of sources.keys()) visit(path, [])
  return found
}
