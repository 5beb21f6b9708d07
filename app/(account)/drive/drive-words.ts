import type { FileList, FilePage } from '#lib/drive/list'
import type { FileQuery, Sort } from '#lib/drive/query'

/** What comes first in each order. */
export const sortWords = {
  newest: 'last modified first',
  oldest: 'longest unchanged first',
  'a-z': 'from A to Z',
  'z-a': 'from Z to A',
  largest: 'largest first',
  smallest: 'smallest first',
} as const satisfies Record<Sort, string>

/** What there is to show once the permission is given. */
export type Listed = Extract<FileList, { kind: 'ready' | 'unavailable' }>

/** Why there is nothing to show, and the way on. */
export type Gap = { title: string; text: string; way: { label: string; href: string } | null }

const DRIVE: Gap['way'] = { label: 'Open Google Drive', href: 'https://drive.google.com/drive/my-drive' }

/** What a page of files holds, in a sentence. Google does not say how many there are in all. */
export function summarize({ files, place, nextPage }: FilePage, { q, sort }: FileQuery): string {
  const which = place === 'later' ? (nextPage ? 'The next ' : 'The last ') : nextPage ? 'The first ' : ''
  const count = files.length === 1 ? '1 file' : `${files.length} files`
  return `${which}${count}${q ? ` matching “${q}”` : ''}, ${sortWords[sort]}.`
}

/** Null when there are files. `address`: the page that was asked for, `all`: the same without a search. */
export function describeGap(
  list: Listed,
  { q }: FileQuery,
  { address, all }: { address: string; all: string },
): Gap | null {
  if (list.kind === 'unavailable')
    return {
      title: 'Google Drive is not answering',
      text: `This is not your fault, and nothing is lost. Try again ${describeRetry(list.retryAt)}.`,
      way: { label: 'Try again', href: address },
    }
  if (list.files.length > 0) return null
  if (list.nextPage)
    return {
      title: 'Nothing on this page',
      text: 'Google has not looked through all of your files yet: there may be something on the next page.',
      way: null,
    }
  if (list.place === 'later')
    return {
      title: 'There are no more files',
      text: 'What was on this page has been moved since.',
      way: null,
    }
  if (q)
    return {
      title: `No file matches “${q}”`,
      text: 'Google finds names with a word that begins with what you typed. Try fewer letters, or another word.',
      way: { label: 'Show all files', href: all },
    }
  return {
    title: 'There are no files in your Drive',
    text: 'What you make in Google Drive, upload to it or open there will be listed here.',
    way: DRIVE,
  }
}

/** When it is worth asking again: "in a moment", "in about 30 seconds", "in about 2 minutes". */
export function describeRetry(retryAt: Date, now = Date.now()): string {
  const seconds = (retryAt.getTime() - now) / 1000
  if (seconds <= 5) return 'in a moment'
  if (seconds <= 90) return `in about ${Math.ceil(seconds / 10) * 10} seconds`
  return `in about ${Math.ceil(seconds / 60)} minutes`
}
