import { readFile } from 'node:fs/promises'
import { expect, test } from '@playwright/test'
import { brand } from '#lib/brand'

const read = (path: string) => readFile(new URL(`../../../${path}`, import.meta.url), 'utf8')
const PREFIX = brand.slug.replaceAll('-', '_')

/** The metrics of a text, by what follows the prefix, without what Prometheus makes of a histogram. */
function namesIn(text: string, before: string): string[] {
  const found = text.matchAll(new RegExp(`${before}_([a-z_]+)`, 'g'))
  return [...new Set([...found].map(([, name = '']) => name.replace(/_(bucket|count|sum)$/, '')))].sort()
}

test('the dashboard and the manual show every metric that there is, and no other', async () => {
  const measured = namesIn(await read('server/metrics.ts'), '\\$\\{PREFIX\\}')
  expect(measured).toContain('requests_total')
  expect(namesIn(await read('docs/grafana-dashboard.json'), PREFIX)).toEqual(measured)
  const [, section = ''] = (await read('docs/production.md')).split('**Metrics.**')
  expect(namesIn(section, PREFIX)).toEqual(measured)
})
