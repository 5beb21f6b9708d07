import { FileTable } from '#components/file-table'
import { LocalTime } from '#components/local-time'
import type { ColumnSort } from '#components/sort-header'
import { describeSize } from '#lib/drive/file'
import type { DriveFile } from '#lib/drive/list'
import type { FileQuery, Sort } from '#lib/drive/query'
import { driveAddress } from './drive-address.ts'
import { sortWords } from './drive-words.ts'

type Props = { files: readonly DriveFile[]; asked: FileQuery }

/** The table of files, and the addresses that sort it otherwise. */
export function DriveFiles({ files, asked }: Props) {
  const now = new Date().toISOString()
  const rows = files.map(({ owner, modifiedAt, bytes, ...file }) => ({
    ...file,
    owner: owner?.me ? 'me' : owner?.name || 'unknown',
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

/** A heading sorts its way first, and the other way when followed again. */
function columnSort({ q, sort }: FileQuery, first: Sort, second: Sort): ColumnSort {
  const to = sort === first ? second : first
  const words = sortWords[to]
  return {
    href: driveAddress({ q, sort: to }),
    direction: sort === first || sort === second ? directions[sort] : null,
    hint: words[0]?.toUpperCase() + words.slice(1),
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
