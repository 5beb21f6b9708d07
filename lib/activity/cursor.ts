import 'server-only'

/** The place in a history just after one of its lines, newest first. */
export type Cursor = { at: Date; id: string }

/** Milliseconds until the year 2286, and a UUID. */
const DECODED = /^(\d{13})_([\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12})$/

/** Says nothing to whoever reads it in an address; it is no secret either. */
export function writeCursor({ at, id }: Cursor): string {
  return Buffer.from(`${at.getTime()}_${id}`).toString('base64url')
}

/** A place from an address; null, which is the beginning, for whatever is not one. */
export function readCursor(text: unknown): Cursor | null {
  if (typeof text !== 'string') return null
  const [, time, id] = DECODED.exec(Buffer.from(text, 'base64url').toString()) ?? []
  return time && id ? { at: new Date(Number(time)), id } : null
}
