import type { Route } from 'next'
import type { ReactNode } from 'react'
import { Elsewhere } from '#components/ui/elsewhere'
import { ArrowIcon } from '#components/ui/icons'
import { LinkProgress } from '#components/ui/link-progress'
import { PageLink } from '#components/ui/page-link'
import { useWords } from '#lib/web/words'
import { FileIcon, type FileKind } from './file-icon.tsx'

export type FileRow = {
  /** Unlike that of any other row. */
  id: string
  name: string
  kind: FileKind
  /** Opens it; null when there is nothing to open. */
  link: string | null
  owner: string
  /** A `LocalTime`. */
  modified: ReactNode
  size: string | null
}

/** Where the heading of a column leads, and how the rows are sorted by it now. */
export type ColumnSort = {
  href: Route
  direction: 'ascending' | 'descending' | null
  /** What following the link does: "Largest first". */
  hint: string
}

/** On a phone the details follow each other on a line, with a dot between them that is not read out. */
const dot = "max-sm:inline max-sm:before:mx-1.5 max-sm:before:content-['·'_/_'']"

type Props = {
  /** What the table holds, for those who do not see it. */
  caption: string
  files: readonly FileRow[]
  sorts: Record<'name' | 'modified' | 'size', ColumnSort>
}

/** Files: a table with a column for each thing to know; on a phone a name with a line about it below. */
export function FileTable({ caption, files, sorts }: Props) {
  const t = useWords('drive')
  return (
    <table className="w-full table-fixed [&_th]:text-start text-small max-sm:block">
      <caption className="sr-only">{caption}</caption>
      <thead className="border-line border-b text-muted max-sm:block">
        <tr className="max-sm:flex max-sm:gap-6">
          <SortHeader label={t('name')} {...sorts.name} />
          <th scope="col" className="w-1/5 ps-4 font-semibold max-sm:sr-only">
            {t('owner')}
          </th>
          <SortHeader label={t('modified')} {...sorts.modified} className="sm:w-38 sm:ps-4" />
          <SortHeader label={t('size')} {...sorts.size} className="sm:w-26 sm:ps-4" />
        </tr>
      </thead>
      <tbody className="divide-y divide-line border-line border-b max-sm:block">
        {files.map((file) => (
          <Row key={file.id} {...file} />
        ))}
      </tbody>
    </table>
  )
}

type SortHeaderProps = ColumnSort & { label: string; className?: string }

/** The heading of a column that sorts the table: a plain link, so that it also works without JavaScript. */
function SortHeader({ label, href, direction, hint, className = '' }: SortHeaderProps) {
  return (
    <th scope="col" aria-sort={direction ?? undefined} className={`font-semibold ${className}`}>
      <PageLink
        href={href}
        scroll={false}
        title={hint}
        className={`inline-flex min-h-11 items-center gap-1.5 hover:text-ink ${direction ? 'text-ink' : ''}`}
      >
        {label}
        <LinkProgress>
          {direction ? (
            <ArrowIcon className={`size-4 ${direction === 'ascending' ? 'rotate-180' : ''}`} />
          ) : null}
        </LinkProgress>
      </PageLink>
    </th>
  )
}

function Row({ name, kind, link, owner, modified, size }: FileRow) {
  const t = useWords('drive')
  return (
    <tr className="max-sm:block max-sm:py-3 max-sm:ps-12.5 sm:h-14">
      <td className="py-1 max-sm:-ms-12.5 max-sm:block">
        <span className="flex items-center gap-3.5">
          <FileIcon kind={kind} />
          <FileName name={name} link={link} />
        </span>
      </td>
      <Cell label={t('owner')} className="max-sm:inline">
        <bdi className="wrap-anywhere">{owner}</bdi>
      </Cell>
      <Cell label={t('modified')} className={dot}>
        {modified}
      </Cell>
      <Cell label={t('size')} className={`whitespace-nowrap ${size ? dot : 'max-sm:hidden'}`}>
        {size ?? <span aria-hidden="true">–</span>}
      </Cell>
    </tr>
  )
}

/** Two lines of it, which are enough for most; the whole is in the title, and in what is read out. */
function FileName({ name, link }: Pick<FileRow, 'name' | 'link'>) {
  const text = (
    <bdi dir="auto" title={name} className="wrap-anywhere line-clamp-2">
      {name}
    </bdi>
  )
  return link ? (
    <a
      href={link}
      rel="noopener noreferrer"
      className="link flex min-w-0 items-center py-1.5 font-medium decoration-transparent hover:decoration-brass focus-visible:decoration-brass"
    >
      {text}
      <Elsewhere at="Google Drive" />
    </a>
  ) : (
    <span className="min-w-0 py-1.5">{text}</span>
  )
}

type CellProps = { label: string; className?: string; children: ReactNode }

/** On a phone there is no heading above it that says what it is. */
function Cell({ label, className = '', children }: CellProps) {
  return (
    <td className={`py-1 text-muted sm:ps-4 ${className}`}>
      <span className="sr-only sm:hidden">{label}: </span>
      {children}
    </td>
  )
}
