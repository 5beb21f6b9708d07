import { DEFAULT_SORT, type FileQuery } from '#lib/drive/query'
import { addressOf } from '#lib/web/load-page'

/** The address of the page that shows these files; what is not given, or usual, is left out. */
export function driveAddress({ q, sort, page }: Partial<FileQuery>): string {
  return addressOf('/drive', {
    q: q || undefined,
    sort: sort === DEFAULT_SORT ? undefined : sort,
    page: page || undefined,
  })
}
