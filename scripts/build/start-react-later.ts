/** Part of `npm run build`: has pages wait with React until they can be seen. */
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'

const buildManifest = z.looseObject({
  rootMainFiles: z.array(z.string()),
  pagesChunkGroupBootstrapParams: z.record(z.string(), z.looseObject({ otherChunks: z.array(z.string()) })),
})

/**
 * Takes the scripts that a page waits for out of those that Next writes into it, and leaves the one that waits.
 * `components/shell/start-react.tsx` adds them when there is something to see, and `app/layout.tsx` has them loaded before.
 *
 * @param distDir the build's folder, as `next.config.ts` is told it
 */
export async function startReactLater(distDir: string): Promise<void> {
  const path = join(distDir, 'build-manifest.json')
  const { success, data: manifest } = buildManifest.safeParse(JSON.parse(await readFile(path, 'utf8')))
  const named = Object.values(manifest?.pagesChunkGroupBootstrapParams ?? {}).flatMap(
    (page) => page.otherChunks,
  )
  const waiting = manifest?.rootMainFiles.filter((file) => !named.includes(file)) ?? []
  if (!success || waiting.length !== 1 || waiting.length === manifest.rootMainFiles.length)
    throw new Error(
      `${path} is not as it was with the Next that scripts/build/start-react-later.ts was written for`,
    )
  await writeFile(path, JSON.stringify({ ...manifest, rootMainFiles: waiting }))
}
