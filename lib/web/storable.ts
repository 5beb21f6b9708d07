import 'server-only'

/**
 * A text that PostgreSQL can hold: it knows no U+0000 (22021, 22P05) and no half of a surrogate pair. Each becomes U+FFFD,
 * as in a page of HTML, so that it is nobody's id and still a text.
 */
export function storable(text: string): string {
  return text.toWellFormed().replaceAll('\0', '\ufffd')
}

/** The fields of a form, each with its last value. */
export function readFields(form: Iterable<[string, string | File]>): Record<string, string | File> {
  return Object.fromEntries(
    Array.from(form, ([name, value]) => [name, typeof value === 'string' ? storable(value) : value]),
  )
}

/**
 * The values of an address: of its query, or of its dynamic segments. Next collects a query in an object that has the names
 * of every object already: of `?constructor=x` it makes a list, with what was there before in it. Only texts are values.
 */
export function readValues<Values extends Record<string, string | string[] | undefined>>(
  values: Values,
): Values {
  const read = (value: unknown) => {
    if (Array.isArray(value)) return value.filter((item) => typeof item === 'string').map(storable)
    return typeof value === 'string' ? storable(value) : undefined
  }
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, read(value)])) as Values
}
