import 'server-only'
import { z } from 'zod'

const PAGE_SIZE = 25
const FIELDS =
  'nextPageToken,incompleteSearch,files(name,mimeType,modifiedTime,size,webViewLink,owners(displayName,me),driveId,shortcutDetails(targetMimeType))'

/** Shared drives too, which Drive leaves out unless it is told that we know of them (`files.list`; "Search shared drives"). */
const EVERYWHERE = { corpora: 'allDrives', includeItemsFromAllDrives: 'true', supportsAllDrives: 'true' }

/** The orders that a person can choose, as Drive names them (`files.list`, parameter `orderBy`). */
const orders = {
  newest: 'modifiedTime desc',
  oldest: 'modifiedTime',
  'a-z': 'name_natural',
  'z-a': 'name_natural desc',
  largest: 'quotaBytesUsed desc',
  smallest: 'quotaBytesUsed',
} as const

export const sorts = z.enum(Object.keys(orders) as [keyof typeof orders])
export type Sort = z.output<typeof sorts>

export const DEFAULT_SORT: Sort = 'newest'

/** In characters. Whatever is longer was not typed into our form. */
export const LONGEST_SEARCH = 100
export const LONGEST_PAGE_TOKEN = 2_000

/** In characters: that of a UUID. */
const LONGEST_ACCOUNT = 36

/** The query of the page. What cannot be used counts as not given: an old or a made-up link still shows files. */
const queryShape = z.object({
  q: z
    .string()
    .transform((text) => text.replace(/\p{Cc}/gu, ' ').trim())
    .pipe(z.string().max(LONGEST_SEARCH))
    .catch(''),
  sort: sorts.catch(DEFAULT_SORT),
  page: z.string().max(LONGEST_PAGE_TOKEN).catch(''),
  account: z.string().max(LONGEST_ACCOUNT).catch(''),
})

/**
 * What to search for (nothing: everything), in which order, from which page token on (none: the first page), and in which
 * account, by its id (none: that of the session).
 */
export type FileQuery = z.output<typeof queryShape>

export function readFileQuery(query: Record<string, unknown>): FileQuery {
  return queryShape.parse(query)
}

/** The parameters of Drive's `files.list` for one page of files. */
export function listParameters({ q, sort, page }: Omit<FileQuery, 'account'>): Record<string, string> {
  const terms = [...(q ? [`name contains ${quote(q)}`] : []), 'trashed = false']
  return {
    q: terms.join(' and '),
    orderBy: orders[sort],
    fields: FIELDS,
    ...EVERYWHERE,
    pageSize: String(PAGE_SIZE),
    ...(page && { pageToken: page }),
  }
}

/** In Drive's search language a string ends at `'`, and `\` takes the next character as it is. */
function quote(text: string): string {
  return `'${text.replace(/[\\']/g, '\\$&')}'`
}
