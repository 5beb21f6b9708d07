import { unstable_isUnrecognizedActionError as isUnknownAction } from 'next/navigation'
import { generalFailures } from '#lib/failures/general'

/** What went wrong in the browser, or on the server while it made a part of a page. */
export type PageError = Error & { digest?: string }

type Description = { title: string; message: string; reference?: string; action: 'retry' | 'reload' }

/** With a digest, the server has it in its log. Without one nobody but the browser knows of it. */
export function describeError(error: PageError): Description {
  const { digest } = error
  if (isUnknownAction(error)) return { ...generalFailures.outdated_page }
  if (digest) return { ...generalFailures.unknown, reference: digest, action: 'retry' }
  return {
    title: 'Something went wrong in this page',
    message:
      'It may be the connection. Load the page again and see whether it was done; if it happens again, tell us what you did.',
    action: 'reload',
  }
}
