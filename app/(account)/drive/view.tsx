import { type ColumnSort, FileTable } from '#components/drive/file-table'
import { SearchForm } from '#components/drive/search-form'
import { Elsewhere } from '#components/ui/elsewhere'
import { FilterLinks, PageLinks } from '#components/ui/list-links'
import { LocalTime } from '#components/ui/local-time'
import { Notice } from '#components/ui/notice'
import { PageButton } from '#components/ui/page-button'
import { StatePanel } from '#components/ui/panel'
import { describeSize } from '#lib/drive/file'
import type { FilePage } from '#lib/drive/list'
import { DEFAULT_SORT, type FileQuery, kindChoices, LONGEST_SEARCH, type Sort } from '#lib/drive/query'
import type { DriveFile } from '#lib/drive/read'
import type { Language } from '#lib/messages/languages'
import { startSentence, wordsIn } from '#lib/messages/words'
import { FIRST_PLACE, type Place, placeAfter, placeBefore, writePlace } from '#lib/provider/place'
import { addressOf } from '#lib/web/page-address'
import { useReader, useWords, type Words } from '#lib/web/words'
import { describeEmptyPage } from './messages.ts'

/** The search, and what else narrows the list down. */
export function DriveControls({ asked }: { asked: FileQuery }) {
  const t = useWords('drive')
  const { account, sort, kind, q } = asked
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-4">
      <SearchForm
        action="/drive"
        label={t('search')}
        button={t('searchButton')}
        clear={t('clear')}
        value={q}
        maxLength={LONGEST_SEARCH}
        fields={{
          ...(account && { account }),
          ...(sort !== DEFAULT_SORT && { sort }),
          ...(kind && { kind }),
        }}
        clearHref={driveAddress({ account, sort, kind })}
      />
      <FilterLinks
        label={t('kinds')}
        choices={(['', ...kindChoices] as const).map((choice) => ({
          label: t(`filter.${choice || 'all'}`),
          href: driveAddress({ account, q, sort, kind: choice }),
          current: choice === kind,
        }))}
      />
    </div>
  )
}

type Props = { page: FilePage; asked: FileQuery }

/** A page of files, or why there is none on it, and the way to others. */
export function DriveRows({ page, asked }: Props) {
  const { files, place, nextPage } = page
  const { language } = useReader()
  const t = wordsIn(language, 'drive')
  const empty = describeEmptyPage(page, asked, language)
  const here = place === 'restarted' ? FIRST_PLACE : asked
  const addressAt = (there: Place | null) => there && driveAddress({ ...asked, ...there })
  return (
    <>
      {empty ? <Empty {...empty} asked={asked} /> : null}
      {place === 'restarted' ? <Notice title={t('restarted')}>{t('restartedText')}</Notice> : null}
      {page.incomplete ? (
        <Notice tone="warning" title={t('incomplete')}>
          {t('incompleteText')}
        </Notice>
      ) : null}
      {files.length > 0 ? <Files files={files} asked={asked} /> : null}
      <PageLinks
        key={asked.page}
        first={here.page ? addressAt(FIRST_PLACE) : null}
        previous={addressAt(placeBefore(here))}
        next={nextPage ? addressAt(placeAfter(here, nextPage)) : null}
      />
    </>
  )
}

type EmptyProps = NonNullable<ReturnType<typeof describeEmptyPage>> & { asked: FileQuery }

function Empty({ title, text, next, asked: { account, sort } }: EmptyProps) {
  const t = useWords('drive')
  return (
    <StatePanel title={title} text={text}>
      {next ? (
        <PageButton
          href={next === 'all-files' ? driveAddress({ account, sort }) : GOOGLE_DRIVE}
          variant="primary"
        >
          {t(next === 'all-files' ? 'showAll' : 'open')}
          {next === 'all-files' ? null : <Elsewhere at="Google Drive" />}
        </PageButton>
      ) : null}
    </StatePanel>
  )
}

const GOOGLE_DRIVE = 'https://drive.google.com/drive/my-drive'

type FilesProps = { files: readonly DriveFile[]; asked: FileQuery }

/** The table of files, and the addresses that sort it otherwise. */
function Files({ files, asked }: FilesProps) {
  const now = new Date().toISOString()
  const reader = useReader()
  const t = wordsIn(reader.language, 'drive')
  const rows = files.map(({ name, owner, modifiedAt, bytes, ...file }, at) => ({
    ...file,
    id: String(at),
    name: name ?? t('untitled'),
    owner: describeOwner(owner, t),
    modified: modifiedAt ? <LocalTime at={modifiedAt.toISOString()} style="relative" now={now} /> : null,
    size: bytes === null ? null : describeSize(bytes, reader),
  }))
  const sorts = {
    name: columnSort(asked, 'a-z', 'z-a', reader.language),
    modified: columnSort(asked, 'newest', 'oldest', reader.language),
    size: columnSort(asked, 'largest', 'smallest', reader.language),
  }
  return <FileTable caption={t('files')} files={rows} sorts={sorts} />
}

function describeOwner(owner: DriveFile['owner'], t: Words<'drive'>): string {
  if (owner?.kind === 'person') return owner.name
  if (owner?.kind === 'drive') return t('sharedDrive')
  return t(owner ? 'me' : 'unknownOwner')
}

/** A heading sorts its way first, and the other way when followed again. */
function columnSort(
  { q, sort, kind, account }: FileQuery,
  first: Sort,
  second: Sort,
  language: Language,
): ColumnSort {
  const to = sort === first ? second : first
  return {
    href: driveAddress({ q, sort: to, kind, account }),
    direction: sort === first || sort === second ? directions[sort] : null,
    hint: startSentence(wordsIn(language, 'drive')(`sort.${to}`), language),
  }
}

const directions = {
  newest: 'descending',
  oldest: 'ascending',
  'a-z': 'ascending',
  'z-a': 'descending',
  largest: 'descending',
  smallest: 'ascending',
} as const satisfies Record<Sort, ColumnSort['direction']>

/** The address of the page that shows these files; what is not given, or usual, is left out. */
export function driveAddress({ q, sort, kind, account, ...place }: Partial<FileQuery>) {
  return addressOf('/drive', {
    account: account || undefined,
    q: q || undefined,
    sort: sort === DEFAULT_SORT ? undefined : sort,
    kind: kind || undefined,
    page: writePlace({ ...FIRST_PLACE, ...place }),
  })
}
