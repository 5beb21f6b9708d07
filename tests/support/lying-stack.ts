import { providerIds } from '#lib/provider-ids'
import { openDatabase, type Sql } from './database.ts'
import { type LyingProvider, startLyingProvider } from './lying-provider.ts'
import { newSite, type Stack, startStack } from './stack.ts'
import { test as base } from './worker.ts'

export type Lied = {
  /** The built application, all of whose providers are one that lies. */
  lied: Stack & { liar: LyingProvider; ask: Sql }
  /** One more process of it, that knows no metadata and no keys until a case has it ask for them. */
  coldUrl: string
}

/** Instead of the sandbox, which means well. */
export const test = base.extend<object, Lied>({
  lied: [
    async ({}, use) => {
      const site = await newSite()
      const liar = await startLyingProvider(site)
      const stack = await startStack(site, liar.url, providerIds)
      const { sql, close } = await openDatabase(stack.databaseUrl)
      await use({ ...stack, liar, ask: sql })
      await close()
      await stack.stop()
      await liar.close()
    },
    { scope: 'worker', timeout: 120_000 },
  ],
  coldUrl: [async ({ lied }, use) => use((await lied.startSecondApp()).url), { scope: 'worker' }],
})
