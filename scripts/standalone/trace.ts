import { readFile } from 'node:fs/promises'
import { createRequire, stripTypeScriptTypes } from 'node:module'
import { join, sep } from 'node:path'

type Options = {
  base: string
  conditions: string[]
  ts: boolean
  ignore: string[]
  readFile: (path: string) => Promise<string | Buffer | null>
}

type Tracer = {
  nodeFileTrace: (files: string[], options: Options) => Promise<{ fileList: Set<string> }>
}

/** Next finds the files of every page with it, and brings it along. */
const tracer: Tracer = createRequire(import.meta.url)('next/dist/compiled/@vercel/nft')

/**
 * Every file that these modules may load when plain Node runs them, themselves included, by its path from `root`.
 * Files of Next are left out: its own trace has them.
 *
 * @throws Error when one is outside of `root`
 */
export async function traceModules(root: string, modules: string[]): Promise<string[]> {
  const { fileList } = await tracer.nodeFileTrace(
    modules.map((path) => join(root, path)),
    {
      base: root,
      conditions: ['react-server'],
      ts: true,
      ignore: ['node_modules/next/**'],
      readFile: readAsJavaScript,
    },
  )
  const files = [...fileList].map((file) => file.replaceAll(sep, '/')).sort()
  const outside = files.find((file) => file.startsWith('../'))
  if (outside) throw new Error(`${outside} is not inside of ${root}`)
  return files
}

/** The tracer reads no types. Null is its word for a file that is not there. */
async function readAsJavaScript(path: string): Promise<string | Buffer | null> {
  try {
    const content = await readFile(path)
    return isOurs(path) ? stripTypeScriptTypes(content.toString()) : content
  } catch (error) {
    if (error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'EISDIR'))
      return null
    throw error
  }
}

function isOurs(path: string): boolean {
  return path.endsWith('.ts') && !path.includes(`${sep}node_modules${sep}`)
}
