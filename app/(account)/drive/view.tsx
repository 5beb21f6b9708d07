import type { ReactNode } from 'react'
import { type ColumnSort, FileTable } from '#components/drive/file-table'
import { SearchForm } from '#components/drive/search-form'
import { ArrowIcon } from '#components/ui/icons'
import { LinkProgress } from '#components/ui/link-progress'
import { PageLinks } from '#components/ui/list-links'
import { LocalTime } from '#components/ui/local-time'
import { Notice } from '#components/ui/notice'
import { PageButton } from '#components/ui/page-button'
import { StatePanel } from '#components/ui/panel'
import { ResultsRegion } from '#components/ui/results-region'
import { describeSize } from '#lib/drive/file'
import type { FilePage } from '#lib/drive/list'
import { DEFAULT_SORT, type FileQuery, LONGEST_SEARCH, type Sort } from '#lib/drive/query'
import type { DriveFile } from '#lib/drive/read'
import { addressOf } from '#lib/web/page-address'
import { describeEmptyPage, sortMessages, summarize } from './messages.ts'

type FrameProps = {
  asked: FileQuery
  /** Names what is shown, together with what was asked. */
  state: 'ready' | 'unavailable'
  /** What was found, in a sentence, and whether that is to be seen too. */
  summary: string
  summaryVisible: boolean
  children: ReactNode
}

/** The search, and below it what it found. */
export function DriveFrame({ asked, state, children, ...summary }: FrameProps) {
  return (
    <>
      <SearchForm
        action="/drive"
        label="Search by name"
        value={asked.q}
        maxLength={LONGEST_SEARCH}
        fields={{
          ...(asked.account && { account: asked.account }),
          ...(asked.sort !== DEFAULT_SORT && { sort: asked.sort }),
        }}
        clearHref={driveAddress({ account: asked.account, sort: asked.sort })}
      />
      <ResultsRegion label="Files" {...summary} shown={`${state} ${Object.values(asked)}`}>
        {children}
      </ResultsRegion>
    </>
  )
}

type Props = { page: FilePage; asked: FileQuery }

/**
 * A page of files, or why there is none on it. The links are new ones on each page: the one that was followed is gone,
 * so that the focus goes to the files.
 */
export function DriveView({ page, asked }: Props) {
  const { files, place, nextPage } = page
  const empty = describeEmptyPage(page, asked)
  const summary = empty ? `${empty.title}.` : summarize(page, asked)
  return (
    <DriveFrame asked={asked} state="ready" summary={summary} summaryVisible={!empty}>
      {empty ? <Empty {...empty} asked={asked} /> : null}
      {place === 'restarted' ? (
        <Notice title="That page is no longer there, so this is the first one">
          Google keeps the place in a list only for a while.
        </Notice>
      ) : null}
      {page.incomplete ? (
        <Notice tone="warning" title="Google did not look everywhere this time">
          It could not go through all of the shared drives, so files may be missing here. Search for a part of
          a name, or look again later.
        </Notice>
      ) : null}
      {files.length > 0 ? <Files files={files} asked={asked} /> : null}
      <PageLinks
        key={asked.page}
        first={place === 'later' ? driveAddress({ ...asked, page: '' }) : null}
        next={nextPage ? driveAddress({ ...asked, page: nextPage }) : null}
      />
    </DriveFrame>
  )
}

type EmptyProps = NonNullable<ReturnType<typeof describeEmptyPage>> & { asked: FileQuery }

function Empty({ title, text, next, asked: { account, sort } }: EmptyProps) {
  return (
    <StatePanel title={title} text={text}>
      {next ? (
        <PageButton
          href={next === 'all-files' ? driveAddress({ account, sort }) : GOOGLE_DRIVE}
          variant="primary"
        >
          {next === 'all-files' ? 'Show all files' : 'Open Google Drive'}
          <LinkProgress>
            <ArrowIcon className="-rotate-90 size-4" />
          </LinkProgress>
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
  const rows = files.map(({ name, owner, modifiedAt, bytes, ...file }, at) => ({
    ...file,
    id: String(at),
    name: name ?? 'Untitled',
    owner: describeOwner(owner),
    modified: modifiedAt ? <LocalTime at={modifiedAt.toISOString()} style="relative" now={now} /> : null,
    size: bytes === null ? null : describeSize(bytes),
  }))
  const sorts = {
    name: columnSort(asked, 'a-z', 'z-a'),
    modified: columnSort(asked, 'newest', 'oldest'),
    size: columnSort(asked, 'largest', 'smallest'),
  }
  return <FileTable caption="Files" files={rows} sorts={sorts} />
}

function describeOwner(owner: DriveFile['owner']): string {
  if (owner?.kind === 'person') return owner.name
  if (owner?.kind === 'drive') return 'a shared drive'
  return owner ? 'me' : 'unknown'
}

/** A heading sorts its way first, and the other way when followed again. */
function columnSort({ q, sort, account }: FileQuery, first: Sort, second: Sort): ColumnSort {
  const to = sort === first ? second : first
  const message = sortMessages[to]
  return {
    href: driveAddress({ q, sort: to, account }),
    direction: sort === first || sort === second ? directions[sort] : null,
    hint: message[0]?.toUpperCase() + message.slice(1),
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
export function driveAddress({ q, sort, page, account }: Partial<FileQuery>) {
  return addressOf('/drive', {
    account: account || undefined,
    q: q || undefined,
    sort: sort === DEFAULT_SORT ? undefined : sort,
    page: page || undefined,
  })
}
