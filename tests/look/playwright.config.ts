import { defineConfig } from '@playwright/test'
import base from '../playwright.config.ts'

/** `npm run look`: every state of every page in every language, theme and width. `npm test` sees each state once. */
export default defineConfig(base, {
  globalSetup: '../support/global-setup.ts',
  projects: [{ name: 'look', testDir: '.' }],
  workers: 2,
  reporter: 'list',
})
