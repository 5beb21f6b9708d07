/** What people are told where Next is not to tell them, or can only do so in words of its own: without a script. */
import type { IncomingMessage, ServerResponse } from 'node:http'
import { currentContext, type RequestContext } from '#lib/context'
import { describeFailure, type FailureCode } from '#lib/errors'
import { wordsIn } from '#lib/messages/words'
import { escapeHtml, writePlainPage } from '#lib/plain-page'
import { readNonce } from '#lib/request/nonce'
import { languageOfRequest } from '#lib/request/reader'
import { themeOf } from '#lib/theme'
import type { Handler } from './http-server.ts'
import { kindOf } from './request-kind.ts'

const HTML = 'text/html; charset=utf-8'

type FailurePage = {
  code: FailureCode
  /** The same page again, that page as it was before its form was sent, and the start page. */
  links: readonly ('again' | 'back' | 'start')[]
  /** What finds the failure in the log. */
  reference?: string | undefined
}

/** A failure, in the language of whoever asked. */
export function writeFailurePage(
  { headers }: IncomingMessage,
  { code, links, reference }: FailurePage,
): string {
  const language = languageOfRequest(headers.cookie ?? null, headers['accept-language'] ?? null)
  const { title, message } = describeFailure(code, undefined, language)
  const [pages, problem] = [wordsIn(language, 'pages'), wordsIn(language, 'problem')]
  // An empty address is that of the page itself.
  const anchors = {
    again: `<a href="">${pages('tryAgain')}</a>`,
    back: `<a href="">${problem('back')}</a>`,
    start: `<a href="/">${pages('start')}</a>`,
  }
  const paragraphs = [escapeHtml(message), ...links.map((link) => anchors[link])]
  if (reference) paragraphs.push(`${problem('reference')} <code dir="ltr">${escapeHtml(reference)}</code>`)
  return writePlainPage({
    language,
    title,
    nonce: readNonce(String(headers['content-security-policy'])),
    theme: themeOf(headers.cookie),
    main: [`<h1>${escapeHtml(title)}</h1>`, ...paragraphs.map((text) => `<p>${text}</p>`)].join('\n'),
  })
}

/**
 * Has what Next answers with status 500 in the place of a page be a page of ours. Next's own is in English and shows nothing
 * without its script, and a global error of ours would be in the scripts of every page. A page that says by itself what
 * failed is none of these: it gets its status afterwards (`setStatus`).
 */
export function explainBroken(handle: Handler): Handler {
  return (request, response) => {
    const kind = kindOf(request)
    if (kind === 'page' || kind === 'form') replaceBroken(request, response, currentContext())
    return handle(request, response)
  }
}

/** What is Next's to send is dropped then. Its compression goes on with the methods that it finds, so these are there before. */
function replaceBroken(
  request: IncomingMessage,
  response: ServerResponse,
  context: RequestContext | undefined,
): void {
  const { writeHead, write, end } = response
  let replaced = false
  const replace = () => {
    replaced = true
    const code = codeOf(context?.status)
    const body = writeFailurePage(request, {
      code,
      links: [request.method === 'POST' ? 'back' : 'again', 'start'],
      reference: code === 'unknown' ? context?.id : undefined,
    })
    for (const name of ['Content-Encoding', 'ETag', 'Link']) response.removeHeader(name)
    response.setHeader('Content-Type', HTML)
    response.setHeader('Content-Length', Buffer.byteLength(body))
    writeHead.call(response, 500)
    end.call(response, body, 'utf8')
  }
  const unlessBroken =
    (method: (...args: never[]) => unknown, answer: unknown) =>
    (...args: unknown[]) => {
      const status = method === writeHead ? args[0] : response.statusCode
      if (!response.headersSent && status === 500 && isPage(response)) replace()
      return replaced ? answer : Reflect.apply(method, response, args)
    }
  Object.assign(response, {
    writeHead: unlessBroken(writeHead, response),
    write: unlessBroken(write, true),
    end: unlessBroken(end, response),
  })
}

/** What is no form is the fault of whoever sent it: `onRequestError` has said so by the status. */
function codeOf(status: number | undefined): FailureCode {
  if (status === 400) return 'unreadable_form'
  return status === 413 ? 'too_large' : 'unknown'
}

/** Without a type it is the one sentence that Next says when nothing else works. */
function isPage(response: ServerResponse): boolean {
  return String(response.getHeader('Content-Type') ?? HTML).startsWith('text/html')
}
