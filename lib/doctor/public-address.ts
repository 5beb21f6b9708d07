import 'server-only'
import { z } from 'zod'
import { brand } from '#lib/brand'
import { createQuestion, isAnswer } from '#lib/doctor/question'
import { boundedAsk } from '#lib/http/fetch'

/** Any path would do: the server answers the doctor before it looks at it. */
const PATH = '/api/health/live'

const seenRequest = z.object({
  host: z.string().optional(),
  forwardedHost: z.string().optional(),
  forwardedProto: z.string().optional(),
  /** Whether these names are another than AUTH_URL's. */
  otherName: z.boolean().default(false),
  addresses: z.number(),
  /** The entry of X-Forwarded-For that counts, when it is no address. */
  unreadable: z.string().optional(),
  trustedProxyHops: z.number(),
})

/** What our server saw of the doctor's request: the headers as the proxies before it passed them on. */
export type SeenRequest = z.output<typeof seenRequest>

export type PublicAnswer = {
  status: number
  location: string | null
  /** Whether it answers as an installation of this product does, this one or another. */
  isOurProduct: boolean
  /** Null when it did not show that it is this one. */
  seenRequest: SeenRequest | null
}

/**
 * Asks the public address whether it leads here. Without an answer this throws a `NoAnswerError`.
 *
 * @param secret AUTH_SECRET; without it the question cannot be put, and anybody's answer is as good
 */
export async function askPublicAddress(origin: string, secret: string | null): Promise<PublicAnswer> {
  const shared = { origin, secret: secret ?? '' }
  const question = createQuestion(shared)
  const headers = new Headers(secret === null ? [] : [[brand.headers.doctor, question]])
  const response = await boundedAsk(`${origin}${PATH}`, { headers })
  const body = await response.text()
  const proof = response.headers.get(brand.headers.doctor)
  const isOurs = secret !== null && isAnswer(shared, question, { body, proof })
  return {
    status: response.status,
    location: response.headers.get('location'),
    isOurProduct: /^[\w-]{22}$/.test(response.headers.get('x-request-id') ?? ''),
    seenRequest: isOurs ? seenRequest.parse(JSON.parse(body)) : null,
  }
}
