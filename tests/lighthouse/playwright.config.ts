import { defineConfig } from '@playwright/test'
import base from '../playwright.config.ts'

/** `npm run lighthouse`: scores of the built application. Speed depends on the machine, so `npm test` leaves it out. */
export default defineConfig(base, {
  globalSetup: '../support/global-setup.ts',
  projects: [{ name: 'lighthouse', testDir: '.' }],
  workers: 1,
  reporter: 'list',
})
