import { hash } from 'node:crypto'
import type { Context } from 'koa'
import type Provider from 'oidc-provider'
import type { Person } from '../../people.ts'
import type { State } from '../../state.ts'
import { ApiRefusal, findBearer, type Method, refuse } from '../api.ts'
import { parseFields, select, UnknownField } from './fields.ts'
import { type DriveFile, filesOf, sharedFilesOf } from './files.ts'
import { parseOrder, parseQuery } from './query.ts'

const method: Method = {
  service: 'drive.googleapis.com',
  name: 'google.apps.drive.v3.DriveFiles.List',
  scope: 'https://www.googleapis.com/auth/drive.metadata.readonly',
}

const defaultFields = 'kind,incompleteSearch,nextPageToken,files(kind,id,name,mimeType)'
const listFields =
  'kind,incompleteSearch,nextPageToken,files,displayName,emailAddress,me,permissionId,photoLink,targetMimeType'
const fileFields =
  'id,name,mimeType,createdTime,modifiedTime,trashed,starred,shared,ownedByMe,size,fileExtension,iconLink,' +
  'webViewLink,owners,driveId,thumbnailLink,description,parents,version,viewedByMeTime,capabilities,shortcutDetails'
const knownFields = new Set(`${listFields},${fileFields}`.split(','))

/**
 * Drive v3 `files.list` for the account that the bearer token speaks for
 * (https://developers.google.com/workspace/drive/api/reference/rest/v3/files/list).
 */
export async function listFiles(state: State, provider: Provider, ctx: Context): Promise<void> {
  try {
    const person = await findBearer(state, provider, ctx, method)
    ctx.body = findFiles(person, readQuery(ctx))
  } catch (error) {
    if (error instanceof UnknownField) refuse(ctx, new ApiRefusal('field', error.message), method)
    else if (error instanceof ApiRefusal) refuse(ctx, error, method)
    else throw error
  }
}

function findFiles(person: Person, query: Record<string, string>): unknown {
  const { q = '', orderBy = 'modifiedTime desc', fields = defaultFields, pageSize = '100', pageToken } = query
  const drives = readDrives(query)
  const filter = expectValue(q ? parseQuery(q) : () => true, 'value', 'q')
  const order = expectValue(parseOrder(orderBy), 'value', 'orderBy')
  const selection = expectValue(parseFields(fields), 'field', fields)
  const size = expectValue(readSize(pageSize), 'value', 'pageSize')
  const search = hash('sha256', JSON.stringify([person.sub, q, orderBy, drives]), 'base64url').slice(0, 16)
  const start = expectValue(pageToken ? readPageToken(pageToken, search) : 0, 'value', 'pageToken')

  const found = listDrives(person, drives).filter(filter).sort(order)
  const more = found.length > start + size ? { nextPageToken: makePageToken(start + size, search) } : {}
  const files = found.slice(start, start + size)
  return select({ kind: 'drive#fileList', incompleteSearch: false, ...more, files }, selection, knownFields)
}

type Drives = { corpora: string; driveId: string; included: boolean }

/**
 * Which drives are searched. Whoever does not say that they know of shared drives sees nothing of them
 * (https://developers.google.com/workspace/drive/api/guides/enable-shareddrives).
 */
function readDrives(query: Record<string, string>): Drives {
  const { corpora = 'user', driveId = '', includeItemsFromAllDrives, supportsAllDrives } = query
  const known = ['user', 'domain', 'drive', 'allDrives'].includes(corpora)
  if (!known) throw new ApiRefusal('value', 'corpora')
  for (const name of ['includeItemsFromAllDrives', 'supportsAllDrives'])
    if (!/^(true|false)?$/.test(query[name] ?? '')) throw new ApiRefusal('value', name)
  const wanted = driveId !== '' || corpora === 'drive' || corpora === 'allDrives'
  if (wanted && includeItemsFromAllDrives !== 'true') throw new ApiRefusal('sharedDrives')
  if ((corpora === 'drive') !== (driveId !== '')) throw new ApiRefusal('driveId')
  return { corpora, driveId, included: includeItemsFromAllDrives === 'true' && supportsAllDrives === 'true' }
}

function listDrives(person: Person, { corpora, driveId, included }: Drives): DriveFile[] {
  const shared = included ? sharedFilesOf(person) : []
  if (corpora === 'drive') return shared.filter((file) => file.driveId === driveId)
  return [...filesOf(person), ...shared]
}

function expectValue<T>(value: T | null, why: ApiRefusal['why'], parameter: string): T {
  if (value === null) throw new ApiRefusal(why, parameter)
  return value
}

function readSize(pageSize: string): number | null {
  const size = /^\d+$/.test(pageSize) ? Number(pageSize) : 0
  return size >= 1 && size <= 1000 ? size : null
}

function readQuery({ query }: Context): Record<string, string> {
  const single = Object.entries(query).map(([name, value]) => [name, Array.isArray(value) ? value[0] : value])
  return Object.fromEntries(single.filter(([, value]) => value !== undefined))
}

// A page token only continues the search that made it, as at Google.
function makePageToken(start: number, search: string): string {
  return `~!!~${Buffer.from(`${search}:${start}`).toString('base64url')}`
}

function readPageToken(token: string, search: string): number | null {
  const [made, start] = Buffer.from(token.replace('~!!~', ''), 'base64url').toString().split(':')
  return made === search && start && /^\d+$/.test(start) ? Number(start) : null
}
