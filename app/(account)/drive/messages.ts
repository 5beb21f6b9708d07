import type { FileList, FilePage } from '#lib/drive/list'
import type { FileQuery } from '#lib/drive/query'
import type { Language } from '#lib/messages/languages'
import { wordsIn } from '#lib/messages/words'
import { titleOf } from '../no-answer-messages.ts'
import type { Summary } from '../provider-rows.tsx'

/** What Google answered, in a sentence: to be seen, unless a panel below says it. */
export function summarize(answer: FileList, asked: FileQuery, language: Language): Summary {
  if (answer.kind !== 'ready') return { text: titleOf('drive', answer, language), visible: false }
  const empty = describeEmptyPage(answer, asked, language)
  return empty
    ? { text: empty.title, visible: false }
    : { text: countFiles(answer, asked, language), visible: true }
}

/** Google does not say how many there are in all. */
export function countFiles(
  { files, place, nextPage }: FilePage,
  { q, sort }: FileQuery,
  language: Language,
): string {
  const t = wordsIn(language, 'drive')
  const which = place === 'later' ? (nextPage ? 'next' : 'last') : nextPage ? 'first' : 'all'
  const said = { files: t(`count.${which}`, { count: files.length }), order: t(`sort.${sort}`) }
  return q ? t('summaryMatching', { ...said, search: q }) : t('summary', said)
}

/** Why there are no files on a page, and where to go instead if anywhere. */
type EmptyPage = { title: string; text: string; next: 'all-files' | 'google-drive' | null }

/** Null when there are files. */
export function describeEmptyPage(
  { files, place, nextPage, incomplete }: FilePage,
  { q, kind }: FileQuery,
  language: Language,
): EmptyPage | null {
  const t = wordsIn(language, 'drive')
  if (files.length > 0) return null
  if (nextPage) return { title: t('nothingHere'), text: t('nothingHereText'), next: null }
  if (place === 'later') return { title: t('noMore'), text: t('noMoreText'), next: null }
  if (incomplete) return { title: t('soFar'), text: t('soFarText'), next: q || kind ? 'all-files' : null }
  if (q) return { title: t('noMatch', { search: q }), text: t('noMatchText'), next: 'all-files' }
  if (kind) return { title: t('noKind'), text: t('noKindText'), next: 'all-files' }
  return { title: t('empty'), text: t('emptyText'), next: 'google-drive' }
}
