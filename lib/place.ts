import 'server-only'
import { stat } from 'node:fs/promises'
import { isIPv6 } from 'node:net'
import { open, type Reader, type Response } from 'maxmind'
import { z } from 'zod'
import { brand } from '#lib/brand'
import { env } from '#lib/env'
import { log } from '#lib/log'

/** About where a network address is. */
export type Place = {
  /** ISO 3166-1 alpha-2: "DE". */
  country: string
  /** The name of the city by language: `{ en: 'Munich', de: 'München' }`. Empty where the database knows none. */
  city: Readonly<Record<string, string>>
}

const code = z
  .string()
  .regex(/^[A-Za-z]{2}$/)
  .transform((text) => text.toUpperCase())
const name = z.string().trim().min(1).max(200)
const lenient = <Shape extends z.ZodType>(shape: Shape) => shape.optional().catch(undefined)

/**
 * A record as MaxMind and DB-IP write it (dev.maxmind.com/geoip/docs/databases/city-and-country), or flat, as ip-location-db and
 * IPinfo do.
 */
const recordShape = z.object({
  country: lenient(z.union([code, z.object({ iso_code: code }).transform(({ iso_code }) => iso_code)])),
  country_code: lenient(code),
  city: lenient(
    z.union([
      name.transform((en): Record<string, string> => ({ en })),
      z.object({ names: z.record(z.string(), name) }).transform(({ names }) => names),
    ]),
  ),
})

/** About where an address, IPv4 or IPv6, is; null where nobody knows. */
export type PlaceFinder = (address: string | null) => Place | null

/**
 * What finds places, by the file that `GEO_DATABASE` names: nobody else is asked. Without such a file, and while it cannot be
 * read, which the log says, it finds none, and no page fails.
 */
export async function openPlaceFinder(path = env().GEO_DATABASE, now = Date.now()): Promise<PlaceFinder> {
  const reader = path === undefined ? null : (await currentFile(path, now)).reader
  return (address) => (reader && address !== null ? readPlace(reader, address) : null)
}

function readPlace(reader: Reader<Response>, address: string): Place | null {
  const plain = address.replace(/^::ffff:(?=\d+\.)/i, '')
  // The tree of a database for IPv4 alone would be walked with the beginning of the address.
  if (reader.metadata.ipVersion === 4 && isIPv6(plain)) return null
  try {
    const { country, country_code, city } = recordShape.parse(reader.get(plain) ?? {})
    const found = country ?? country_code
    return found ? { country: found, city: city ?? {} } : null
  } catch (err) {
    log().warn({ err }, 'The place of an address could not be read')
    return null
  }
}

/** Records that stay as they were read. */
const MOST_KEPT = 1_000

/** What is in a file, or why it is no database of places: for those who have to mend it. */
export async function openPlaces(path: string): Promise<Reader<Response>> {
  return open(path, { cache: { max: MOST_KEPT } })
}

type File = { reader: Reader<Response> | null; version: string | null }
type Opened = { path: string; lookedAt: number; file: Promise<File> }

/** One file a process, which is as large in memory as on disk: Next bundles this module more than once, so its copies meet here. */
const KEY = Symbol.for(brand.globals.places)
const shared = globalThis as typeof globalThis & { [KEY]?: Opened }

/** How often the file is looked at. A new one takes the place of the old, and a broken one does not. */
const LOOK_EVERY_MS = 60_000

function currentFile(path: string, now: number): Promise<File> {
  const opened = shared[KEY]
  if (opened?.path !== path) {
    const file = renew(path, { reader: null, version: null })
    shared[KEY] = { path, lookedAt: now, file }
    return file
  }
  if (now - opened.lookedAt >= LOOK_EVERY_MS) {
    opened.lookedAt = now
    opened.file = opened.file.then((file) => renew(path, file))
  }
  return opened.file
}

/** The file as it is now; as it was, where that cannot be read. */
async function renew(path: string, before: File): Promise<File> {
  try {
    const { mtimeMs, size, ino } = await stat(path)
    const version = `${mtimeMs} ${size} ${ino}`
    return version === before.version ? before : { reader: await openPlaces(path), version }
  } catch (err) {
    log().error({ event: 'places unreadable', err }, 'GEO_DATABASE cannot be read')
    return before
  }
}
