import { execFile } from 'node:child_process'
import { copyFile, mkdir, readFile, writeFile } from 'node:fs/promises'
import { createServer, request } from 'node:http'
import { createServer as createSecureServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { z } from 'zod'
import { cookieNameAt, hashToken, newToken } from '#lib/sessions/cookie'
import { ensureCertificate } from '#scripts/dev/certificate'
import { freePort } from '#tests/support/processes'
import { createRawBrowser } from '#tests/support/raw-browser'
import { expect, test } from '#tests/support/test'

const run = promisify(execFile)

/** A+ begins at 100. More than 135 needs a domain in the browsers' list of those that are on https for good. */
const LEAST = 120

const FOLDER = fileURLToPath(new URL('../../.data/observatory', import.meta.url))
const SCORER = new URL('scorer/', import.meta.url)
const SCORE = fileURLToPath(new URL('score.ts', import.meta.url))

/** Every kind of page: of nobody and of somebody, dynamic, a problem, one that is not there, a redirect, JSON and files. */
const OPEN = [
  '/',
  '/sign-in',
  '/privacy',
  '/signed-out',
  '/sign-in/problem?code=cancelled&ref=abcdefgh',
  '/robots.txt',
  '/favicon.ico',
]
const OWN = [
  '/dashboard',
  '/sessions',
  '/activity',
  '/connections',
  '/settings',
  '/settings/delete',
  '/confirm',
  '/api/me',
]

const scores = z.array(
  z.object({ path: z.string(), score: z.number(), grade: z.string(), failed: z.array(z.string()) }),
)

/** What its scripts would fetch at installing is left out: the list of domains that browsers know to be on https. */
async function installScorer(): Promise<void> {
  await mkdir(FOLDER, { recursive: true })
  for (const name of ['package.json', 'package-lock.json'])
    await copyFile(new URL(name, SCORER), `${FOLDER}/${name}`)
  const installed = await readFile(`${FOLDER}/node_modules/.package-lock.json`, 'utf8').catch(() => '')
  if (!installed.includes('mdn-http-observatory'))
    await run('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund'], { cwd: FOLDER })
  await writeFile(`${FOLDER}/node_modules/@mdn/mdn-http-observatory/conf/hsts-preload.json`, '{}')
}

/** A proxy that speaks TLS before the application, and one that leads from http to https. */
async function startFront(target: number) {
  const { pem, file } = await ensureCertificate(`${FOLDER}/localhost.pem`)
  const secure = createSecureServer({ key: pem, cert: pem }, ({ method, url, headers }, response) => {
    request({ host: '127.0.0.1', port: target, method, path: url, headers }, (answer) => {
      response.writeHead(answer.statusCode ?? 502, answer.headers)
      answer.pipe(response)
    }).end()
  })
  await new Promise<void>((resolve) => secure.listen(0, '127.0.0.1', resolve))
  const httpsPort = (secure.address() as AddressInfo).port
  const plain = createServer(({ url }, response) => {
    response.writeHead(301, { location: `https://localhost:${httpsPort}${url}` }).end()
  })
  await new Promise<void>((resolve) => plain.listen(0, '127.0.0.1', resolve))
  const close = () => {
    for (const server of [secure, plain]) {
      server.close()
      server.closeAllConnections()
    }
  }
  return { file, httpsPort, httpPort: (plain.address() as AddressInfo).port, close }
}

test(`every kind of page scores ${LEAST} or better`, { tag: '@R103' }, async ({ stack, person, sql }) => {
  test.setTimeout(600_000)
  await installScorer()
  await createRawBrowser(stack).signIn(person)
  const target = await freePort()
  const front = await startFront(target)
  const origin = `https://localhost:${front.httpsPort}`
  const app = await stack.startSecondApp({ AUTH_URL: origin, PORT: String(target) })
  const token = newToken()
  await sql(
    `INSERT INTO sessions (token_hash, user_id, account_id, expires_at, authenticated_at)
     SELECT $1, user_id, id, now() + interval '1 day', now() FROM accounts WHERE provider_account_id = $2`,
    [hashToken(token), person.sub],
  )
  const cookie = `${cookieNameAt(origin, 'session')}=${token}`
  const asked = [
    ...OPEN.map((path) => ({ path, cookie: '' })),
    ...OWN.map((path) => ({ path, cookie })),
    // As somebody sees them who is not signed in, and one that is not there.
    ...['/dashboard', '/nowhere', '/api/me'].map((path) => ({ path, cookie: '' })),
  ]
  const { httpPort, httpsPort, file } = front
  const { stdout } = await run(
    process.execPath,
    [SCORE, FOLDER, JSON.stringify({ httpPort, httpsPort, asked })],
    {
      env: { ...process.env, NODE_EXTRA_CA_CERTS: file },
    },
  )
  await app.process.stop()
  front.close()
  const found = scores.parse(JSON.parse(stdout))
  for (const { path, score, grade, failed } of found)
    console.log(`${path} ${score} ${grade} ${failed.join(', ')}`)
  expect(found).toHaveLength(asked.length)
  expect(found.filter(({ score }) => score < LEAST)).toEqual([])
})
