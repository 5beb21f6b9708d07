/** Part of `npm run build`: makes what every browser loads as small as it gets, once and not for each request. */
import { readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'

const compressByBrotli = promisify(brotliCompress)
const compressByGzip = promisify(gzip)

/** Scripts and styles, whose types `server/files.ts` knows. Typefaces and pictures are compressed as they are. */
const TEXT = /\.(js|css)$/

/**
 * Writes two copies beside every script and style that a build has for browsers: `.br` (Brotli, RFC 7932) and `.gz`, each at its best
 * level. `server/files.ts` sends them.
 *
 * @param distDir the build's folder, as `next.config.ts` is told it
 */
export async function precompress(distDir: string): Promise<void> {
  const folder = join(distDir, 'static')
  const names = (await readdir(folder, { recursive: true })).filter((name) => TEXT.test(name))
  await Promise.all(names.map((name) => writeCopies(join(folder, name))))
}

async function writeCopies(path: string): Promise<void> {
  const content = await readFile(path)
  const [small, smaller] = await Promise.all([
    compressByGzip(content, { level: constants.Z_BEST_COMPRESSION }),
    compressByBrotli(content),
  ])
  await Promise.all([writeFile(`${path}.gz`, small), writeFile(`${path}.br`, smaller)])
}
