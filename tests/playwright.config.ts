import { defineConfig } from '@playwright/test'
import { findChromium, usualPlaces } from '#scripts/test/chromium'
import { allowServerOnly } from './support/environment.ts'
import { compileCacheOf } from './support/processes.ts'

allowServerOnly()
// Workers read this file again, and have this from the first reading.
process.env.CHROMIUM_PATH ||= findChromium(usualPlaces())?.path
process.env.NODE_COMPILE_CACHE ||= compileCacheOf()

const folders = ['unit', 'integration', 'hostile', 'e2e']
const asRoot = process.getuid?.() === 0

export default defineConfig({
  globalSetup: './support/global-setup.ts',
  outputDir: '../test-results',
  projects: folders.map((name) => ({ name, testDir: `./${name}` })),
  fullyParallel: true,
  // On two cores: with two workers, the machine waits for half of the time, with three for a third.
  workers: 4,
  retries: 0,
  // A busy machine is slow, not red.
  timeout: 120_000,
  expect: { timeout: 30_000 },
  forbidOnly: Boolean(process.env.CI),
  reporter: [['../scripts/test/reporter.ts']],
  use: {
    locale: 'en-GB',
    timezoneId: 'UTC',
    screenshot: 'only-on-failure',
    launchOptions: {
      executablePath: process.env.CHROMIUM_PATH,
      // Chromium's own sandbox refuses to start for root.
      args: asRoot ? ['--no-sandbox'] : [],
    },
  },
})
