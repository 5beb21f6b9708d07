import { defineConfig } from '@playwright/test'
import base from '../playwright.config.ts'

/** `npm run test:faults` and `npm run test:soak`: they take minutes, and the machine to themselves. */
export default defineConfig(base, {
  globalSetup: '../support/global-setup.ts',
  projects: [
    { name: 'faults', testDir: '.', testIgnore: 'soak.test.ts' },
    { name: 'soak', testDir: '.', testMatch: 'soak.test.ts' },
  ],
  workers: 1,
  timeout: 300_000,
  reporter: [['list'], ['./reporter.ts']],
})
