import 'server-only'
import { z } from 'zod'
import { type FileKind, mimeTypesOf } from '#lib/drive/file'
import { type Place, placeShape } from '#lib/provider/place'

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

/** The kinds that a list can be narrowed down to. */
export const kindChoices = [
  'folder',
  'document',
  'sheet',
  'slides',
  'pdf',
  'image',
  'video',
  'audio',
] as const satisfies readonly FileKind[]

export type KindChoice = (typeof kindChoices)[number]

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
  kind: z.enum(kindChoices).or(z.literal('')).catch(''),
  page: placeShape(LONGEST_PAGE_TOKEN),
  account: z.string().max(LONGEST_ACCOUNT).catch(''),
})

/**
 * What to search for (nothing: everything), in which order, of which kind (none: any), on which page, and in which account,
 * by its id (none: that of the session).
 */
export type FileQuery = Omit<z.output<typeof queryShape>, 'page'> & Place

export function readFileQuery(query: Record<string, unknown>): FileQuery {
  const { page, ...asked } = queryShape.parse(query)
  return { ...asked, ...page }
}

/** The parameters of Drive's `files.list` for one page of files. */
export function listParameters({
  q,
  sort,
  kind,
  page,
}: Pick<FileQuery, 'q' | 'sort' | 'kind' | 'page'>): Record<string, string> {
  const terms = [
    ...(q ? [`name contains ${quote(q)}`] : []),
    ...(kind ? [kindTerm(kind)] : []),
    'trashed = false',
  ]
  return {
    q: terms.join(' and '),
    orderBy: orders[sort],
    fields: FIELDS,
    ...EVERYWHERE,
    pageSize: String(PAGE_SIZE),
    ...(page && { pageToken: page }),
  }
}

/** Drive's term for a kind (developers.google.com/workspace/drive/api/guides/ref-search-terms, `mimeType`). */
function kindTerm(kind: KindChoice): string {
  const { exact, families } = mimeTypesOf(kind)
  const terms = [
    ...exact.map((type) => `mimeType = ${quote(type)}`),
    ...families.map((family) => `mimeType contains ${quote(family)}`),
  ]
  return terms.length === 1 ? terms.join() : `(${terms.join(' or ')})`
}

/** In Drive's search language a string ends at `'`, and `\` takes the next character as it is. */
function quote(text: string): string {
  return `'${text.replace(/[\\']/g, '\\$&')}'`
}
