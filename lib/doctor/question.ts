import { createHmac, hkdfSync, randomBytes, timingSafeEqual } from 'node:crypto'
import { brand } from '#lib/brand'

const VALID_MS = 5 * 60 * 1000
const KEY_BYTES = 32
const PURPOSE = `${brand.slug} doctor`

/** Both sides have the same AUTH_SECRET and AUTH_URL, or they do not understand each other. */
export type Shared = { secret: string; origin: string }

/**
 * A question that only this application answers, and that only somebody who knows AUTH_SECRET can put. It is good
 * for five minutes and for one origin, and the answer holds no secret: see `server/doctor-answer.ts`.
 */
export function createQuestion(shared: Shared, now = Date.now()): string {
  const text = `${now}.${randomBytes(16).toString('base64url')}`
  return `${text}.${sign(shared, `question ${text}`)}`
}

export function isQuestion(shared: Shared, header: string, now = Date.now()): boolean {
  const end = header.lastIndexOf('.')
  const text = header.slice(0, end)
  const age = Math.abs(now - Number.parseInt(text, 10))
  return isEqual(header.slice(end + 1), sign(shared, `question ${text}`)) && age < VALID_MS
}

/** Shows that `body` is the answer to this very question. */
export function signAnswer(shared: Shared, question: string, body: string): string {
  return sign(shared, `answer ${question} ${body}`)
}

export function isAnswer(
  shared: Shared,
  question: string,
  answer: { body: string; proof: string | null },
): boolean {
  return isEqual(answer.proof ?? '', signAnswer(shared, question, answer.body))
}

function sign({ secret, origin }: Shared, text: string): string {
  const key = Buffer.from(hkdfSync('sha256', secret, '', PURPOSE, KEY_BYTES))
  return createHmac('sha256', key).update(`${origin} ${text}`).digest('base64url')
}

function isEqual(one: string, other: string): boolean {
  const [left, right] = [Buffer.from(one), Buffer.from(other)]
  return left.byteLength === right.byteLength && timingSafeEqual(left, right)
}
