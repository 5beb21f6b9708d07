import type { FilePage } from '#lib/drive/list'
import type { FileQuery, Sort } from '#lib/drive/query'

/** What comes first in each order. */
export const sortMessages = {
  newest: 'last modified first',
  oldest: 'longest unchanged first',
  'a-z': 'from A to Z',
  'z-a': 'from Z to A',
  largest: 'largest first',
  smallest: 'smallest first',
} as const satisfies Record<Sort, string>

/** What a page of files holds, in a sentence. Google does not say how many there are in all. */
export function summarize({ files, place, nextPage }: FilePage, { q, sort }: FileQuery): string {
  const which = place === 'later' ? (nextPage ? 'The next ' : 'The last ') : nextPage ? 'The first ' : ''
  const count = files.length === 1 ? '1 file' : `${files.length} files`
  return `${which}${count}${q ? ` matching “${q}”` : ''}, ${sortMessages[sort]}.`
}

/** Why there are no files on a page, and where to go instead if anywhere. */
type EmptyPage = { title: string; text: string; next: 'all-files' | 'google-drive' | null }

/** Null when there are files. */
export function describeEmptyPage(
  { files, place, nextPage, incomplete }: FilePage,
  { q }: FileQuery,
): EmptyPage | null {
  if (files.length > 0) return null
  if (nextPage)
    return {
      title: 'Nothing on this page',
      text: 'Google has not looked through all of your files yet: there may be something on the next page.',
      next: null,
    }
  if (place === 'later')
    return {
      title: 'There are no more files',
      text: 'What was on this page has been moved since.',
      next: null,
    }
  if (incomplete)
    return {
      title: 'Nothing found so far',
      text: 'That does not mean that there is nothing.',
      next: q ? 'all-files' : null,
    }
  if (q)
    return {
      title: `No file matches “${q}”`,
      text: 'Google finds names with a word that begins with what you typed. Try fewer letters, or another word.',
      next: 'all-files',
    }
  return {
    title: 'There are no files in your Drive',
    text: 'What you make in Google Drive, upload to it or open there will be listed here.',
    next: 'google-drive',
  }
}
