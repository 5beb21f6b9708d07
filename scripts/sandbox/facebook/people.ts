import { createHash } from 'node:crypto'
import type { Context } from 'koa'
import { epochSeconds } from '../clock.ts'
import type { Person } from '../people.ts'
import type { State } from '../state.ts'
import type { FacebookSettings } from './state.ts'

/** Somebody as Facebook knows them. `id` is the app-scoped one. */
export type Account = {
  sub: string
  id: string
  email: string | null
  name: string
  /** An address of their own, or null for no picture; left out, the sandbox draws one. */
  picture: string | null | undefined
}

/** The account of somebody who has one. */
export function accountOf(person: Person | undefined): Account | undefined {
  if (!person?.facebook) return undefined
  const { id, email, name = person.name || 'Facebook User', picture = person.picture } = person.facebook
  return { sub: person.sub, id, email, name, picture }
}

const picturePath = '/platform/profilepic/'

/** The address of somebody's picture, which ends when its `ext` says; one of their own as it is, and null for none. */
export function pictureOf(
  { id, picture }: Account,
  origin: string,
  { pictureSeconds }: FacebookSettings,
): string | null {
  if (picture !== undefined) return picture
  const ext = String(epochSeconds() + pictureSeconds)
  const query = new URLSearchParams({ asid: id, height: '50', width: '50', ext, hash: hashOf(id, ext) })
  return `${origin}${picturePath}?${query}`
}

/** Whose picture is at this address: null when it has ended or was never one, undefined when it is another address. */
export function findPicture({ people }: State, ctx: Context): Person | null | undefined {
  if (ctx.path !== picturePath) return undefined
  const query = new URLSearchParams(ctx.querystring)
  const [id, ext] = [query.get('asid') ?? '', query.get('ext') ?? '']
  if (query.get('hash') !== hashOf(id, ext) || Number(ext) <= epochSeconds()) return null
  return people.findAt('facebook', id) ?? null
}

function hashOf(id: string, ext: string): string {
  return createHash('sha256').update(`${id} ${ext}`).digest('base64url').slice(0, 16)
}
