import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { run } from './commands.ts'

const DOWNLOAD_LIMIT_MS = 3 * 60_000
const PACKAGES_LIMIT_MS = 10 * 60_000
const PLAYWRIGHT = fileURLToPath(import.meta.resolve('@playwright/test/cli'))

/**
 * Installs a Chromium by Playwright's own download, else, as root on Debian or Ubuntu, from its packages.
 * Null when neither left one that `find` sees.
 */
export async function installChromium<Found>(find: () => Found | null): Promise<Found | null> {
  return (await byPlaywright(find)) ?? (await byPackages(find))
}

async function byPlaywright<Found>(find: () => Found | null): Promise<Found | null> {
  console.log('Chromium: none found; trying the download of Playwright (at most 3 minutes)')
  const env = { PLAYWRIGHT_DOWNLOAD_CONNECTION_TIMEOUT: '15000', ...process.env }
  const install = [PLAYWRIGHT, 'install', '--no-shell', 'chromium']
  const downloaded = await run(process.execPath, install, { env, timeoutMs: DOWNLOAD_LIMIT_MS })
  if (!downloaded) return null
  const found = find()
  if (found || !canInstallPackages()) return found
  console.log('Chromium: downloaded, but libraries are missing; installing them with apt-get')
  await run(process.execPath, [PLAYWRIGHT, 'install-deps', 'chromium'], { timeoutMs: PACKAGES_LIMIT_MS })
  return find()
}

async function byPackages<Found>(find: () => Found | null): Promise<Found | null> {
  if (!canInstallPackages()) return null
  console.log("Chromium: the download did not work; installing the system's package with apt-get")
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  const limits = { env, timeoutMs: PACKAGES_LIMIT_MS }
  const install = ['install', '-y', '-q', '--no-install-recommends', 'chromium']
  if (!(await run('apt-get', ['update', '-q'], limits))) return null
  return (await run('apt-get', install, limits)) ? find() : null
}

function canInstallPackages(): boolean {
  return process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')
}
