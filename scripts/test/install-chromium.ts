import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { run } from './commands.ts'

const DOWNLOAD_LIMIT_MS = 3 * 60_000
const PACKAGES_LIMIT_MS = 10 * 60_000
const PLAYWRIGHT = fileURLToPath(import.meta.resolve('@playwright/test/cli'))
const PACKAGES_ENV = { DEBIAN_FRONTEND: 'noninteractive' }
const DOWNLOAD_ENV = { PLAYWRIGHT_DOWNLOAD_CONNECTION_TIMEOUT: '15000' }

/** The ways to install a browser. Each says what it does, and returns whether it ended well. */
export type Ways = {
  download: () => Promise<boolean>
  libraries: () => Promise<boolean>
  packages: () => Promise<boolean>
  mayInstallPackages: boolean
}

/**
 * Installs a Chromium by Playwright's own download, else, as root on Debian or Ubuntu, from its packages.
 * Null when neither left one that `find` sees.
 */
export async function installChromium<Found>(
  find: () => Found | null,
  ways = realWays(),
): Promise<Found | null> {
  if (await ways.download()) {
    const found = find()
    if (found || !ways.mayInstallPackages) return found
    if (await ways.libraries()) return find()
  }
  return ways.mayInstallPackages && (await ways.packages()) ? find() : null
}

function realWays(): Ways {
  return {
    download: () => {
      console.log('browser      none found; downloading that of Playwright (at most 3 minutes)')
      const args = [PLAYWRIGHT, 'install', '--only-shell', 'chromium']
      return run(process.execPath, args, {
        env: { ...DOWNLOAD_ENV, ...process.env },
        timeoutMs: DOWNLOAD_LIMIT_MS,
        show: 'never',
      })
    },
    libraries: () => {
      console.log('browser      downloaded, but libraries are missing; installing them with apt-get')
      return run(process.execPath, [PLAYWRIGHT, 'install-deps', 'chromium-headless-shell'], {
        timeoutMs: PACKAGES_LIMIT_MS,
      })
    },
    packages: async () => {
      console.log("browser      the download did not work; installing the system's package with apt-get")
      const options = { env: { ...process.env, ...PACKAGES_ENV }, timeoutMs: PACKAGES_LIMIT_MS }
      const install = ['install', '-y', '-q', '--no-install-recommends']
      if (!(await run('apt-get', ['update', '-q'], options))) return false
      for (const name of ['chromium-headless-shell', 'chromium'])
        if (await run('apt-get', [...install, name], options)) return true
      return false
    },
    mayInstallPackages: process.getuid?.() === 0 && existsSync('/usr/bin/apt-get'),
  }
}
