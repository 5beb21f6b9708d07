import { defineConfig } from '@playwright/test'
import base from '../../playwright.config.ts'

/** `npm run fuzz`: as many cases as somebody has the patience for. */
process.env.FUZZ_CASES ||= '100000'

export default defineConfig(base, {
  globalSetup: '../../support/global-setup.ts',
  projects: [{ name: 'fuzz', testDir: '.' }],
  workers: 1,
  timeout: 3_600_000,
  reporter: [['list']],
})
