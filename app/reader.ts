import { cookies, headers } from 'next/headers'
import { describeReader, type Reader } from '#lib/request/reader'
import { cookieName } from '#lib/sessions/cookie'

/** How whoever asks for this page reads a time. */
export async function findReader(): Promise<Reader> {
  const language = (await headers()).get('accept-language')
  return describeReader(language, (await cookies()).get(cookieName('zone'))?.value)
}
