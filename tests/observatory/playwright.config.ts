import { defineConfig } from '@playwright/test'
import base from '../playwright.config.ts'

/** `npm run observatory`: the scores of Mozilla's Observatory. Its scorer comes from npm's registry first, so `npm test` leaves it out. */
export default defineConfig(base, {
  globalSetup: '../support/global-setup.ts',
  projects: [{ name: 'observatory', testDir: '.' }],
  workers: 1,
  reporter: 'list',
})
