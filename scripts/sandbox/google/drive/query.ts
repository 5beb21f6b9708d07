import type { DriveFile } from './files.ts'

type FileFilter = (file: DriveFile) => boolean
type FileOrder = (a: DriveFile, b: DriveFile) => number

const term =
  /^\s*(?:(name|mimeType)\s*(contains|=|!=)\s*'((?:[^'\\]|\\.)*)'|(trashed|starred)\s*(=|!=)\s*(true|false))\s*/
const junction = /^(and|or)\b\s*/
const opening = /^\s*\(\s*/
const closing = /^\)\s*/

/**
 * Reads the part of Drive's search language that the sandbox knows: `name` and `mimeType` with `contains`,
 * `=` and `!=`, `trashed` and `starred` with `=` and `!=`, joined by `and` or `or`, with parentheses
 * (https://developers.google.com/workspace/drive/api/guides/ref-search-terms). Null when it cannot be read.
 */
export function parseQuery(query: string): FileFilter | null {
  const read = readTerms(query)
  return read?.rest === '' ? read.filter : null
}

type Read = { filter: FileFilter; rest: string } | null

/** Terms with one word between them: Drive's language has no precedence to rely on. */
function readTerms(query: string): Read {
  const first = readOne(query)
  if (!first) return null
  let { filter, rest } = first
  for (let word = junction.exec(rest); word; word = junction.exec(rest)) {
    const next = readOne(rest.slice(word[0].length))
    if (!next) return null
    filter = join(filter, next.filter, word[1] === 'and')
    rest = next.rest
  }
  return { filter, rest }
}

function readOne(query: string): Read {
  const open = opening.exec(query)
  if (!open) {
    const found = term.exec(query)
    return found && { filter: readTerm(found), rest: query.slice(found[0].length) }
  }
  const inner = readTerms(query.slice(open[0].length))
  const close = inner && closing.exec(inner.rest)
  return inner && close && { filter: inner.filter, rest: inner.rest.slice(close[0].length) }
}

function join(one: FileFilter, other: FileFilter, both: boolean): FileFilter {
  return (file) => (both ? one(file) && other(file) : one(file) || other(file))
}

const directions: Record<string, FileOrder> = {
  name: (a, b) => compare(a.name.toLowerCase(), b.name.toLowerCase()),
  name_natural: (a, b) => a.name.localeCompare(b.name, 'en', { numeric: true }),
  modifiedTime: (a, b) => compare(a.modifiedTime, b.modifiedTime),
  createdTime: (a, b) => compare(a.createdTime, b.createdTime),
  recency: (a, b) => compare(b.modifiedTime, a.modifiedTime),
  quotaBytesUsed: (a, b) => Number(a.size ?? 0) - Number(b.size ?? 0),
  folder: (a, b) => Number(isFolder(b)) - Number(isFolder(a)),
  starred: (a, b) => Number(b.starred) - Number(a.starred),
}

/**
 * Reads Drive's `orderBy`: keys by comma, each with ` desc` or not
 * (https://developers.google.com/workspace/drive/api/reference/rest/v3/files/list). Null when it cannot be read.
 */
export function parseOrder(orderBy: string): FileOrder | null {
  const orders: FileOrder[] = []
  for (const key of orderBy.split(',')) {
    const [, name = '', desc] = /^\s*(\w+)(\s+desc)?\s*$/.exec(key) ?? []
    const order = Object.hasOwn(directions, name) ? directions[name] : undefined
    if (!order) return null
    orders.push(desc ? (a, b) => order(b, a) : order)
  }
  return (a, b) => orders.reduce((sign, order) => sign || order(a, b), 0) || compare(a.id, b.id)
}

function readTerm([, field, operator, quoted = '', flag, sign, truth]: RegExpExecArray): FileFilter {
  if (flag) {
    const wanted = (truth === 'true') === (sign === '=')
    return (file) => file[flag as 'trashed' | 'starred'] === wanted
  }
  const key = field as 'name' | 'mimeType'
  const value = quoted.replace(/\\(.)/g, '$1')
  if (operator === 'contains') return (file) => containsPrefix(file[key], value)
  return (file) => (file[key] === value) === (operator === '=')
}

/** Drive's `contains` finds the beginnings of words only: "Hello" finds HelloWorld, "World" does not. */
function containsPrefix(text: string, sought: string): boolean {
  const [whole, part] = [text.toLowerCase(), sought.toLowerCase()]
  for (let at = whole.indexOf(part); at >= 0; at = whole.indexOf(part, at + 1)) {
    if (at === 0 || !/[\p{L}\p{N}]/u.test(whole[at - 1] ?? '')) return true
  }
  return false
}

function isFolder(file: DriveFile): boolean {
  return file.mimeType === 'application/vnd.google-apps.folder'
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
