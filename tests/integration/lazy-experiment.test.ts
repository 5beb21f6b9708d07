import { rename } from 'node:fs/promises'
import { join } from 'node:path'
import { send } from '#tests/support/http'
import { test } from '#tests/support/start'

test('experiment', async ({ startIn, folder, environment }) => {
  const server = startIn(folder, { ...environment, WEB_CONCURRENCY: '1' })
  await server.written(/with one process/)
  const home = await send(environment.AUTH_URL!)
  const chunk = /\/_next\/static\/[^"]+\.js/.exec(home.text)![0]
  const paths = [
    '/',
    '/sign-in',
    '/sign-in/problem?code=unknown',
    '/dashboard',
    '/activity',
    '/settings',
    '/connections',
    '/confirm',
    '/goodbye',
    '/signed-out',
    '/api/me',
    '/api/health/ready',
    '/icon.svg',
    '/apple-icon.png',
    '/no-such',
    '/.well-known/change-password',
    chunk,
  ]
  await rename(join(folder, '.next'), join(folder, 'gone'))
  const gone: string[] = []
  for (const path of paths) gone.push(`${path} ${(await send(environment.AUTH_URL + path)).status}`)
  await rename(join(folder, 'gone'), join(folder, '.next'))
  const there: string[] = []
  for (const path of paths) there.push(`${path} ${(await send(environment.AUTH_URL + path)).status}`)
  console.log(gone.map((line, at) => `${line} (there: ${there[at]})`).join('\n'))
  console.log(server.output().slice(0, 3000))
})
