import { readFile } from 'node:fs/promises'
import { expect, test } from '@playwright/test'
import { isOptional, noticeKinds } from '#lib/activity/notices'
import { mailOutcomes } from '#lib/mail/rows'

const manual = await readFile(new URL('../../../docs/mail.md', import.meta.url), 'utf8')

test('docs/mail.md has every notice, says whether it may be turned off, and what became of a mail', () => {
  const [, table = ''] = manual.split('## What is sent')
  const rows = table.split('\n').filter((line) => line.startsWith('| `'))
  for (const kind of noticeKinds) {
    const row = rows.find((line) => line.split('|')[1]?.includes(`\`${kind}\``))
    expect(row?.trim().endsWith(isOptional(kind) ? 'yes |' : 'no |'), kind).toBe(true)
  }
  for (const outcome of mailOutcomes) expect(manual).toContain(`\`${outcome}\``)
})
