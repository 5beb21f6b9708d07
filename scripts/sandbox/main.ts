/**
 * The sandbox as a process of its own, for `fork()`:
 *
 *   SANDBOX_CLIENT_SECRET=… node scripts/sandbox/main.ts --port 4010 --data .data/google.json \
 *     --client-id ID --client-name NAME --redirect-uri URI [--redirect-uri URI …]
 *
 * Sends `{ type: 'ready', issuer }` once it listens. Saves and exits on SIGTERM, SIGINT and when its parent is gone.
 */
import { parseArgs } from 'node:util'
import { onStop, report } from '#server/child-process'
import { startSandbox } from './server.ts'

const { values } = parseArgs({
  options: {
    port: { type: 'string', default: '4010' },
    data: { type: 'string' },
    'client-id': { type: 'string' },
    'client-name': { type: 'string', default: 'Latchkey' },
    'redirect-uri': { type: 'string', multiple: true },
  },
})
const secret = process.env.SANDBOX_CLIENT_SECRET
const { data, 'client-id': id, 'client-name': name, 'redirect-uri': redirectUris } = values
if (!id || !redirectUris || !secret) {
  throw new Error(
    '--client-id, --redirect-uri and SANDBOX_CLIENT_SECRET are needed to start the Google sandbox',
  )
}

const sandbox = await startSandbox({
  port: Number(values.port),
  ...(data ? { dataFile: data } : {}),
  clients: [{ id, secret, name, redirectUris }],
})

onStop(async () => {
  await sandbox.close()
  process.exit(0)
})
await report({ type: 'ready', issuer: sandbox.issuer })
