import type { ServerResponse } from 'node:http'
import { createRequire } from 'node:module'
import { expect } from '@playwright/test'
import { describeFailure } from '#lib/errors'
import { languageIds, languages } from '#lib/messages/languages'
import { wordsIn } from '#lib/messages/words'
import { setStatus } from '#lib/request/context'
import { explainBroken } from '#server/failure-page'
import type { Handler } from '#server/http-server'
import { test } from '#tests/support/http-server'

/** That of Next, as its router puts it in front of everything. */
const compress = createRequire(import.meta.url)('next/dist/compiled/compression')()

const NEXTS = 'This page couldn’t load'

type Answer = (response: ServerResponse) => void

/** Answers as Next does, in any of the ways in which it writes. */
function answerWith(answer: Answer, status = 500, type: string | null = 'text/html; charset=utf-8'): Handler {
  return explainBroken((request, response) => {
    compress(request, response, () => undefined)
    response.statusCode = status
    response.setHeader('Vary', 'rsc')
    if (type) response.setHeader('Content-Type', type)
    answer(response)
  })
}

const FORM = { method: 'POST', headers: { 'content-type': 'multipart/form-data; boundary=x' } }

const whole: Answer = (response) => response.end(NEXTS.repeat(200))

const WAYS: Record<string, Answer> = {
  'at once': whole,
  'in pieces': (response) => {
    response.write(NEXTS.repeat(100))
    setImmediate(() => {
      response.write(NEXTS.repeat(100))
      response.end()
    })
  },
  'after its head': (response) => {
    response.flushHeaders()
    response.write(NEXTS)
    response.end(NEXTS)
  },
  'with a head of its own': (response) => response.writeHead(500).end(NEXTS),
  'without a word': (response) => response.end(),
}

for (const [way, answer] of Object.entries(WAYS))
  test(`a page that broke is one of ours, whole and once, when Next writes ${way}`, { tag: '@R106' }, async ({
    start,
  }) => {
    const { ask } = await start(answerWith(answer))
    for (const encoding of ['identity', 'gzip']) {
      const { status, headers, body } = await ask('/privacy', { headers: { 'accept-encoding': encoding } })
      expect(status).toBe(500)
      expect(headers).toMatchObject({
        'content-type': 'text/html; charset=utf-8',
        'content-length': String(Buffer.byteLength(body)),
        'cache-control': 'private, no-store, no-transform',
      })
      expect(headers['content-encoding']).toBeUndefined()
      expect(body.split('<!doctype html>')).toEqual(['', expect.stringMatching(/<\/html>\n$/)])
      expect(body).not.toContain(NEXTS)
      expect(body).not.toContain('<script')
      expect(body).toContain(`<code dir="ltr">${headers['x-request-id']}</code>`)
      const nonce = /<style nonce="([\w-]+)">/.exec(body)?.[1]
      expect(headers['content-security-policy']).toContain(`style-src 'self' 'nonce-${nonce}'`)
    }
    const head = await ask('/privacy', { method: 'HEAD' })
    expect(head).toMatchObject({ status: 500, body: '' })
  })

test('it is in the language and the colours of whoever asked, and leads on', async ({ start }) => {
  const { ask } = await start(answerWith(whole))
  for (const language of languageIds) {
    const { title, message } = describeFailure('unknown', undefined, language)
    const [pages, problem] = [wordsIn(language, 'pages'), wordsIn(language, 'problem')]
    const asked = [
      { 'accept-language': language },
      { 'accept-language': language === 'en' ? 'de' : 'en', cookie: `latchkey-language=${language}` },
    ]
    for (const headers of asked) {
      const { body } = await ask('/privacy', { headers })
      expect(body).toContain(`<html lang="${language}" dir="${languages[language].direction}">`)
      expect(body).toContain(`<h1>${title}</h1>\n<p>${message}</p>`)
      expect(body).toContain(`<a href="">${pages('tryAgain')}</a>`)
      expect(body).toContain(`<a href="/">${pages('start')}</a>`)
      expect(body).toContain(`${problem('reference')} <code dir="ltr">`)
    }
  }
  const dark = await ask('/privacy', { headers: { cookie: 'latchkey-theme=dark' } })
  expect(dark.body).toMatch(/:root \{ color-scheme: dark;[^}]*\}\n:root \{ font/)
  const form = await ask('/settings', FORM)
  expect(form.body).toContain(`<a href="">${wordsIn('en', 'problem')('back')}</a>`)
})

const FAULTS = [
  [400, 'unreadable_form'],
  [413, 'too_large'],
] as const

for (const [status, code] of FAULTS)
  test(`what was no form is not said to be our fault: ${status}`, async ({ start }) => {
    const handle = answerWith((response) => {
      setStatus(status)
      whole(response)
    })
    const { status: sent, body } = await (await start(handle)).ask('/settings', FORM)
    expect(sent).toBe(status)
    expect(body).toContain(describeFailure(code).title)
    expect(body).not.toContain('<code')
  })

const OTHERS: Record<string, { path?: string; status?: number; type?: string; said?: number }> = {
  'a page': { status: 200 },
  'a page that says itself that something broke': { status: 200, said: 500 },
  'a page that is not there': { status: 404 },
  'what Next’s router asks for': { type: 'text/x-component' },
  'a route of the API': { path: '/api/me' },
  'a file': { path: '/_next/static/chunks/a.js' },
}

for (const [what, { path = '/privacy', status = 500, type = 'text/html', said }] of Object.entries(OTHERS))
  test(`${what} stays as it is`, async ({ start }) => {
    const answer = answerWith(
      (response) => {
        if (said) setStatus(said)
        whole(response)
      },
      status,
      type,
    )
    const server = await start(answer)
    const sent = await server.ask(path)
    expect(sent).toMatchObject({ status: said ?? status, body: NEXTS.repeat(200) })
  })

test('the one sentence that Next says without a type is a page, too', async ({ start }) => {
  const { ask } = await start(answerWith((response) => response.end('Internal Server Error'), 500, null))
  const { status, body } = await ask('/privacy')
  expect(status).toBe(500)
  expect(body).toContain('<h1>Something broke on our side</h1>')
})
