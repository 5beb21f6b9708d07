import type { FileList, FilePage } from '#lib/drive/list'
import type { FileQuery, KindChoice, Sort } from '#lib/drive/query'
import { titleOf } from '../no-answer-messages.ts'
import type { Summary } from '../provider-rows.tsx'

/** What comes first in each order. */
export const sortMessages = {
  newest: 'last modified first',
  oldest: 'longest unchanged first',
  'a-z': 'from A to Z',
  'z-a': 'from Z to A',
  largest: 'largest first',
  smallest: 'smallest first',
} as const satisfies Record<Sort, string>

/** What a list can be narrowed down to. */
export const kindMessages = {
  '': 'All',
  folder: 'Folders',
  document: 'Documents',
  sheet: 'Spreadsheets',
  slides: 'Presentations',
  pdf: 'PDFs',
  image: 'Images',
  video: 'Videos',
  audio: 'Audio',
} as const satisfies Record<KindChoice | '', string>

/** What Google answered, in a sentence: to be seen, unless a panel below says it. */
export function summarize(answer: FileList, asked: FileQuery): Summary {
  if (answer.kind !== 'ready') return { text: `${titleOf('drive', answer)}.`, visible: false }
  const empty = describeEmptyPage(answer, asked)
  return empty
    ? { text: `${empty.title}.`, visible: false }
    : { text: countFiles(answer, asked), visible: true }
}

/** Google does not say how many there are in all. */
export function countFiles({ files, place, nextPage }: FilePage, { q, sort }: FileQuery): string {
  const which = place === 'later' ? (nextPage ? 'The next ' : 'The last ') : nextPage ? 'The first ' : ''
  const count = files.length === 1 ? '1 file' : `${files.length} files`
  return `${which}${count}${q ? ` matching “${q}”` : ''}, ${sortMessages[sort]}.`
}

/** Why there are no files on a page, and where to go instead if anywhere. */
type EmptyPage = { title: string; text: string; next: 'all-files' | 'google-drive' | null }

/** Null when there are files. */
export function describeEmptyPage(
  { files, place, nextPage, incomplete }: FilePage,
  { q, kind }: FileQuery,
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
      next: q || kind ? 'all-files' : null,
    }
  if (q)
    return {
      title: `No file matches “${q}”`,
      text: 'Google finds names with a word that begins with what you typed. Try fewer letters, or another word.',
      next: 'all-files',
    }
  if (kind)
    return {
      title: 'Nothing of this kind in your Drive',
      text: 'Google looked for files of this kind alone. There may be others.',
      next: 'all-files',
    }
  return {
    title: 'There are no files in your Drive',
    text: 'What you make in Google Drive, upload to it or open there will be listed here.',
    next: 'google-drive',
  }
}
