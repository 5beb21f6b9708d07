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

/** The values of an address: of its query, or of its dynamic segments. */
export function readValues<Values extends Record<string, string | string[] | undefined>>(
  values: Values,
): Values {
  const read = (value: string | string[] | undefined) =>
    Array.isArray(value) ? value.map(storable) : value === undefined ? value : storable(value)
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, read(value)])) as Values
}
