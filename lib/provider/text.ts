import 'server-only'
import { z } from 'zod'

/** Joins letters of some scripts, and emoji: the only invisible characters that a name may need. */
const INVISIBLE = /(?![\u200C\u200D])[\p{Cc}\p{Cf}\p{Cs}]/gu
const SPACES = /[\p{Z}\t\n\v\f\r\u0085]+/gu
const VISIBLE = /(?!\p{Default_Ignorable_Code_Point})[\p{L}\p{N}\p{P}\p{S}]/u

/**
 * A text of a provider as it may be stored and shown on one line: no control characters, which PostgreSQL refuses or
 * a page stumbles over; none that turn the direction of what follows; no half characters; at most so many characters.
 * Null when nothing is left to be seen, or it was no text.
 */
export function cleanText(value: unknown, most: number): string | null {
  if (typeof value !== 'string') return null
  // What is cut off need not be cleaned: a provider may send a megabyte.
  const text = value
    .slice(0, most * 4)
    .replace(SPACES, ' ')
    .replace(INVISIBLE, '')
    .normalize('NFC')
  const cut = [...text.trim()].slice(0, most).join('').trim()
  return VISIBLE.test(cut) ? cut : null
}

const LINE_BREAKS = /\r\n|[\n\v\f\r\u0085\u2028\u2029]/u

/**
 * The same for a text of several lines, at most so many characters with its line breaks. Of empty lines one stays where
 * there were more, and none at the ends.
 */
export function cleanLines(value: unknown, most: number): string | null {
  if (typeof value !== 'string') return null
  const lines = value
    .slice(0, most * 4)
    .split(LINE_BREAKS)
    .map((line) => cleanText(line, most) ?? '')
  const text = lines
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .replace(/^\n+/, '')
  return [...text].slice(0, most).join('').trimEnd() || null
}

/** The address of a picture, in ASCII; null for whatever a page should not load. */
export function cleanPictureAddress(value: unknown, most: number): string | null {
  if (typeof value !== 'string' || value.length > most) return null
  const url = URL.parse(value)
  if (!url || !/^https?:$/.test(url.protocol) || url.username !== '' || url.password !== '') return null
  return url.href.length > most ? null : url.href
}

/** A domain that decides who is let in: as it was written, or null. Nothing is cleaned until it fits. */
export function readDomain(value: unknown): string | null {
  return typeof value === 'string' && DOMAIN.test(value) ? value : null
}

const DOMAIN = /^(?=.{1,253}$)[\p{L}\p{N}\p{M}](?:[\p{L}\p{N}\p{M}.-]*[\p{L}\p{N}\p{M}])?$/u

/** A moment as an API writes it (RFC 3339); null for what is none. */
export const momentShape = z.iso
  .datetime({ offset: true })
  .transform((text) => new Date(text))
  .refine((date) => !Number.isNaN(date.getTime()))
  .nullable()
  .catch(null)
