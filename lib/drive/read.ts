import 'server-only'
import { z } from 'zod'
import { type FileKind, fileKind } from '#lib/drive/file'
import { LONGEST_PAGE_TOKEN } from '#lib/drive/query'
import { momentShape } from '#lib/provider/text'

/** A file as pages show it: null is what Drive does not say. Google's own formats have no size. */
export type DriveFile = {
  /** Null when it has no visible sign: pages call it "Untitled". */
  name: string | null
  kind: FileKind
  /** `drive`: a shared drive, whose files nobody owns. */
  owner: { kind: 'me' | 'drive' } | { kind: 'person'; name: string } | null
  modifiedAt: Date | null
  bytes: number | null
  /** Opens it in Drive. */
  link: string | null
}

/** What Drive lists. `leftOut`: how many entries are no files at all. */
export type ListedFiles = {
  files: DriveFile[]
  nextPage: string | null
  /** Drive did not look everywhere. */
  incomplete: boolean
  leftOut: number
}

/** Spaces, control signs and what stands for nothing: a link of these alone could not be seen. */
const INVISIBLE = /[\p{Z}\p{Cc}\p{Cf}\p{Cs}\p{Default_Ignorable_Code_Point}\u2800]/gu

const visible = z
  .string()
  .refine((text) => text.replace(INVISIBLE, '') !== '')
  .transform((text) => text.replace(/\p{Cc}/gu, ' ').trim())
  .nullable()
  .catch(null)

/** What 64 bits can say, as Drive counts. */
const MOST_BYTES = 2 ** 63

/** Drive writes it as digits in text, since it may be more than a number can hold exactly. */
const size = z
  .union([z.string().regex(/^\d+$/), z.number()])
  .transform(Number)
  .refine((bytes) => Number.isInteger(bytes) && bytes >= 0 && bytes <= MOST_BYTES)
  .nullable()
  .catch(null)

const LONGEST_LINK = 4_000

const link = z
  .url({ protocol: /^https$/ })
  .max(LONGEST_LINK)
  .nullable()
  .catch(null)

const owner = z.object({ displayName: visible, me: z.boolean().catch(false) })

/**
 * Drive v3, `files.list` (developers.google.com/workspace/drive/api/reference/rest/v3/files). Each field says what it can:
 * one that is missing, null, of another type or out of range is not known, and takes nothing else with it.
 */
const file = z
  .object({
    name: visible,
    mimeType: z.string().catch(''),
    modifiedTime: momentShape,
    size,
    webViewLink: link,
    owners: z.array(z.unknown()).catch([]),
    driveId: z.string().min(1).nullable().catch(null),
    shortcutDetails: z.object({ targetMimeType: z.string() }).nullable().catch(null),
  })
  .transform(
    ({ name, mimeType, modifiedTime, size, webViewLink, owners, driveId, shortcutDetails }): DriveFile => ({
      name,
      kind: fileKind(shortcutDetails?.targetMimeType ?? mimeType),
      owner: ownerOf(owners[0], driveId),
      modifiedAt: modifiedTime,
      bytes: size,
      link: webViewLink,
    }),
  )

function ownerOf(first: unknown, driveId: string | null): DriveFile['owner'] {
  const { data } = owner.safeParse(first)
  if (data?.me) return { kind: 'me' }
  if (data?.displayName) return { kind: 'person', name: data.displayName }
  return driveId ? { kind: 'drive' } : null
}

/** An answer of `files.list`. It must be an object, and `files`, if there are any, a list; everything else is forgiven. */
export const listShape = z
  .object({
    files: z.array(z.unknown()).nullish(),
    nextPageToken: z.string().min(1).max(LONGEST_PAGE_TOKEN).nullable().catch(null),
    incompleteSearch: z.boolean().catch(false),
  })
  .transform(({ files, nextPageToken, incompleteSearch }): ListedFiles => {
    const read = (files ?? []).flatMap((one) => file.safeParse(one).data ?? [])
    return {
      files: read,
      nextPage: nextPageToken,
      incomplete: incompleteSearch,
      leftOut: (files ?? []).length - read.length,
    }
  })
