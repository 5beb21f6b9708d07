import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { chromium } from '@playwright/test'
import { installChromium } from './install-chromium.ts'

/** The one without windows comes first: it runs the same tests on a third less of the processor. */
const NAMES = [
  'chromium-headless-shell',
  'chromium',
  'chromium-browser',
  'google-chrome-stable',
  'google-chrome',
]
const SHELL_NAMES = ['chrome-headless-shell', 'headless_shell']
const USUAL_DIRECTORIES = ['/usr/bin', '/usr/local/bin', '/snap/bin', '/opt/google/chrome']
const USUAL_FILES = [
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
]
const VERSION_LIMIT_MS = 20_000

const CHOICES = `No Chromium was found and none could be installed. Do one of these and run the tests again:
  - install Chromium or Google Chrome with your system's packages (Debian: apt-get install chromium-headless-shell)
  - npx playwright install --with-deps --only-shell chromium
  - set CHROMIUM_PATH to the program of a Chromium that you have`

export type Found = { path: string; source: 'CHROMIUM_PATH' | 'the system' | 'Playwright' }

export type Places = { chosen?: string; directories: string[]; files: string[]; bundled: string[] }

/** Where a Chromium may be on this machine, in the order in which it is looked for. */
export function usualPlaces(environment: NodeJS.ProcessEnv = process.env): Places {
  const onPath = (environment.PATH ?? '').split(':').filter(Boolean)
  return {
    chosen: environment.CHROMIUM_PATH || undefined,
    directories: [...onPath, ...USUAL_DIRECTORIES],
    files: USUAL_FILES,
    bundled: bundledBrowsers(chromium.executablePath()),
  }
}

/**
 * The first Chromium that is there and runs, or null.
 *
 * @throws Error when one was chosen by name and does not run: another in its place would surprise
 */
export function findChromium({ chosen, directories, files, bundled }: Places): Found | null {
  if (chosen) {
    if (runs(chosen)) return { path: chosen, source: 'CHROMIUM_PATH' }
    throw new Error(`CHROMIUM_PATH is ${chosen}, and that is not a program that runs.`)
  }
  const named = NAMES.flatMap((name) => directories.map((directory) => join(directory, name)))
  const path = [...named, ...files].find(runs)
  if (path) return { path, source: 'the system' }
  const downloaded = bundled.find(runs)
  return downloaded ? { path: downloaded, source: 'Playwright' } : null
}

/** Playwright names the path of its whole browser only; that of its headless shell lies beside it. */
export function bundledBrowsers(whole: string): string[] {
  const home = dirname(dirname(whole))
  const shell = join(dirname(home), basename(home).replace('chromium-', 'chromium_headless_shell-'))
  const folders = existsSync(shell) ? readdirSync(shell, { withFileTypes: true }) : []
  const shells = folders
    .filter((entry) => entry.isDirectory())
    .flatMap(({ name }) => SHELL_NAMES.map((program) => join(shell, name, program)))
  return [...shells, whole]
}

/**
 * The path of a Chromium, which is installed when there is none.
 *
 * @throws Error that names the choices
 */
export async function ensureChromium(): Promise<string> {
  const found = findChromium(usualPlaces()) ?? (await installChromium(() => findChromium(usualPlaces())))
  if (!found) throw new Error(CHOICES)
  return found.path
}

/** Ubuntu's chromium-browser is a note that asks for a snap: being there is not enough. */
function runs(path: string): boolean {
  if (!existsSync(path)) return false
  return spawnSync(path, ['--version'], { stdio: 'ignore', timeout: VERSION_LIMIT_MS }).status === 0
}
