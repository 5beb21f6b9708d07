/**
 * The sandbox as a process of its own, for `fork()`:
 *
 *   SANDBOX_CLIENT_SECRET=… SANDBOX_FACEBOOK_SECRET=… SANDBOX_TWITTER_SECRET=… \
 *     node scripts/sandbox/main.ts --port 4010 --mail-port 4011 --data .data/google.json --client-name NAME \
 *     --client-id ID --redirect-uri URI [--redirect-uri URI …] \
 *     --facebook-id ID --facebook-redirect-uri URI [--facebook-redirect-uri URI …] \
 *     --facebook-deauthorize-url URL --facebook-deletion-url URL \
 *     --twitter-id ID --twitter-redirect-uri URI [--twitter-redirect-uri URI …]
 *
 * An app is known to those of the providers that it names, with id, address and secret: to one of them at least.
 * Sends `{ type: 'ready', issuer }` once it listens. Without `--mail-port` it takes no mail. Saves and exits on SIGTERM, SIGINT and when its parent is gone.
 */
import { parseArgs } from 'node:util'
import { onStop, report } from '#server/child-process'
import type { ClientOptions, ProviderId } from './clients.ts'
import { startSandbox } from './server.ts'

const { values } = parseArgs({
  options: {
    port: { type: 'string', default: '4010' },
    'mail-port': { type: 'string' },
    data: { type: 'string' },
    'client-id': { type: 'string' },
    'client-name': { type: 'string', default: 'Latchkey' },
    'redirect-uri': { type: 'string', multiple: true },
    'facebook-id': { type: 'string' },
    'facebook-redirect-uri': { type: 'string', multiple: true },
    'facebook-deauthorize-url': { type: 'string' },
    'facebook-deletion-url': { type: 'string' },
    'twitter-id': { type: 'string' },
    'twitter-redirect-uri': { type: 'string', multiple: true },
  },
})
const { env } = process

const { 'facebook-deauthorize-url': deauthorize, 'facebook-deletion-url': deleteData } = values
const callbacks = deauthorize && deleteData ? { callbacks: { deauthorize, deleteData } } : {}

const clients = [
  ...client('google', values['client-id'], env.SANDBOX_CLIENT_SECRET, values['redirect-uri']),
  ...client(
    'facebook',
    values['facebook-id'],
    env.SANDBOX_FACEBOOK_SECRET,
    values['facebook-redirect-uri'],
  ).map((one) => ({ ...one, ...callbacks })),
  ...client('twitter', values['twitter-id'], env.SANDBOX_TWITTER_SECRET, values['twitter-redirect-uri']),
]
if (clients.length === 0) {
  throw new Error(
    'the sandbox needs a client to start with: --client-id, --redirect-uri and SANDBOX_CLIENT_SECRET, or another provider’s',
  )
}

const sandbox = await startSandbox({
  port: Number(values.port),
  ...(values.data ? { dataFile: values.data } : {}),
  ...(values['mail-port'] ? { mailPort: Number(values['mail-port']) } : {}),
  clients,
})

onStop(async () => {
  await sandbox.close()
  process.exit(0)
})
await report({ type: 'ready', issuer: sandbox.issuer })

function client(
  provider: ProviderId,
  id: string | undefined,
  secret: string | undefined,
  redirectUris: string[] | undefined,
): ClientOptions[] {
  if (!id && !redirectUris) return []
  if (!id || !redirectUris || !secret)
    throw new Error(`the client at ${provider} needs an id, an address to go back to and a secret`)
  return [{ provider, id, secret, name: values['client-name'], redirectUris }]
}
