import { defineConfig } from '@playwright/test'
import base from '../playwright.config.ts'

/** `npm run screenshots`: no test, but the pictures in docs/screenshots, taken of the built application. */
export default defineConfig(base, {
  globalSetup: '../support/global-setup.ts',
  projects: [{ name: 'screenshots', testDir: '.' }],
  reporter: 'list',
})
