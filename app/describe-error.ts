import { unstable_isUnrecognizedActionError as isUnknownAction } from 'next/navigation'

type Said = { title: string; message: string }

/** What the browser says by itself when a page breaks, in the language of the page: the server may be out of reach. */
export type ProblemTexts = {
  /** The page is from before an update; the server failed, and has noted it; nobody but the browser knows of it. */
  outdated: Said
  unknown: Said
  broken: Said
  reference: string
  tryAgain: string
  loadAgain: string
}

/**
 * What went wrong in the browser, or on the server while it made a part of a page. With a digest, the server has it in its
 * log. Without one nobody but the browser knows of it.
 */
export function describeError(
  error: unknown,
  texts: ProblemTexts,
): Said & { reference?: string; action: string } {
  const digest = error instanceof Error && 'digest' in error ? error.digest : undefined
  if (isUnknownAction(error)) return { ...texts.outdated, action: texts.loadAgain }
  if (typeof digest === 'string') return { ...texts.unknown, reference: digest, action: texts.tryAgain }
  return { ...texts.broken, action: texts.loadAgain }
}
