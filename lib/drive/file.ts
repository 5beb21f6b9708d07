import 'server-only'
import { wordsIn, writeNumber } from '#lib/messages/words'
import type { Reader } from '#lib/request/reader'

/** What sort of file it is, for a person. */
export type FileKind =
  | 'folder'
  | 'document'
  | 'sheet'
  | 'slides'
  | 'form'
  | 'pdf'
  | 'image'
  | 'video'
  | 'audio'
  | 'archive'
  | 'text'
  | 'other'

const GOOGLE = 'application/vnd.google-apps.'
const OFFICE = 'application/vnd.openxmlformats-officedocument.'
const OPEN = 'application/vnd.oasis.opendocument.'

const exact: Record<string, FileKind> = {
  [`${GOOGLE}folder`]: 'folder',
  [`${GOOGLE}document`]: 'document',
  [`${GOOGLE}spreadsheet`]: 'sheet',
  [`${GOOGLE}presentation`]: 'slides',
  [`${GOOGLE}form`]: 'form',
  [`${GOOGLE}drawing`]: 'image',
  [`${GOOGLE}photo`]: 'image',
  [`${GOOGLE}video`]: 'video',
  [`${GOOGLE}vid`]: 'video',
  [`${GOOGLE}audio`]: 'audio',
  [`${GOOGLE}script`]: 'text',
  [`${OFFICE}wordprocessingml.document`]: 'document',
  [`${OFFICE}spreadsheetml.sheet`]: 'sheet',
  [`${OFFICE}presentationml.presentation`]: 'slides',
  [`${OPEN}text`]: 'document',
  [`${OPEN}spreadsheet`]: 'sheet',
  [`${OPEN}presentation`]: 'slides',
  'application/msword': 'document',
  'application/rtf': 'document',
  'text/rtf': 'document',
  'application/vnd.ms-excel': 'sheet',
  'text/csv': 'sheet',
  'text/tab-separated-values': 'sheet',
  'application/vnd.ms-powerpoint': 'slides',
  'application/pdf': 'pdf',
  'application/json': 'text',
  'application/javascript': 'text',
  'application/xml': 'text',
  'application/x-sh': 'text',
}

const prefixes: Record<string, FileKind> = {
  'image/': 'image',
  'video/': 'video',
  'audio/': 'audio',
  'text/': 'text',
}

const families: readonly (readonly [RegExp, FileKind])[] = [
  ...Object.entries(prefixes).map(([prefix, kind]) => [new RegExp(`^${prefix}`), kind] as const),
  [/^application\/.*\b(zip|gzip|tar|gtar|rar|7z-compressed|bzip2?|xz|compressed)$/, 'archive'],
]

/** The sort of file that a MIME type means. */
export function fileKind(mimeType: string): FileKind {
  const known = Object.hasOwn(exact, mimeType) ? exact[mimeType] : undefined
  return known ?? families.find(([pattern]) => pattern.test(mimeType))?.[1] ?? 'other'
}

/** The MIME types that mean a kind: whole ones, and what others begin with. */
export function mimeTypesOf(kind: FileKind): { exact: string[]; families: string[] } {
  const of = (table: Record<string, FileKind>) => Object.keys(table).filter((type) => table[type] === kind)
  return { exact: of(exact), families: of(prefixes) }
}

const UNITS = ['KB', 'MB', 'GB', 'TB', 'PB'] as const

/** A number of bytes as Google Drive writes it: in steps of a thousand, with one decimal below ten. */
export function describeSize(
  bytes: number,
  { language, locale }: Pick<Reader, 'language' | 'locale'>,
): string {
  const t = wordsIn(language, 'drive')
  if (bytes < 1000) return t('bytes', { count: bytes })
  let amount = bytes / 1000
  let unit = 0
  while (round(amount) >= 1000 && unit < UNITS.length - 1) {
    amount /= 1000
    unit++
  }
  return t(`sizes.${UNITS[unit] ?? 'PB'}`, { amount: writeNumber(round(amount), locale) })
}

function round(amount: number): number {
  return amount < 9.95 ? Math.round(amount * 10) / 10 : Math.round(amount)
}
