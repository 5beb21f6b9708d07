/** `npm start`, with what Node compiled the last time: that, and not running it, is most of a start. */
import { enableCompileCache } from 'node:module'
import { fileURLToPath } from 'node:url'

// Where nothing may be written, it goes without.
enableCompileCache(fileURLToPath(new URL('../.next/cache/node', import.meta.url)))
await import('./supervisor.ts')
