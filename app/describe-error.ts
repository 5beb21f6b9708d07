import { unstable_isUnrecognizedActionError as isUnknownAction } from 'next/navigation'
import { generalFailures } from '#lib/failures/general'

type Description = { title: string; message: string; reference?: string; action: 'retry' | 'reload' }

/**
 * What went wrong in the browser, or on the server while it made a part of a page. With a digest, the server has it in its
 * log. Without one nobody but the browser knows of it.
 */
export function describeError(error: unknown): Description {
  const digest = error instanceof Error && 'digest' in error ? error.digest : undefined
  if (isUnknownAction(error)) return { ...generalFailures.outdated_page }
  if (typeof digest === 'string') return { ...generalFailures.unknown, reference: digest, action: 'retry' }
  return {
    title: 'Something went wrong in this page',
    message:
      'It may be the connection. Load the page again and see whether it was done; if it happens again, tell us what you did.',
    action: 'reload',
  }
}
