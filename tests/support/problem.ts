import { expect, type Page } from '@playwright/test'
import { describeFailure, type FailureCode } from '#lib/errors'
import type { Stack } from './stack.ts'

type LogLine = { level: string; code?: string; reference?: string; err?: { cause?: unknown } }

/**
 * Sees that a page says one certain failure: its address, heading, words, status and reference, and one line in the
 * log that has the same code and reference, with the level that the failure asks for.
 */
export async function expectProblem(page: Page, stack: Stack, code: FailureCode): Promise<void> {
  const { title, message, status, level } = describeFailure(code)
  await expect(page).toHaveURL(new RegExp(`/sign-in/problem\\?.*code=${code}&`))
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(title)
  await expect(page.getByRole('main').getByText(message)).toBeVisible()
  const again = await page.request.get(page.url())
  expect(again.status()).toBe(status)
  const reference = await page.getByRole('main').locator('code').last().textContent()
  expect(reference).toMatch(/^[\w-]{22}$/)
  await expect(() => {
    const lines = logLines(stack).filter((line) => line.reference === reference)
    expect(lines.map((line) => [line.level, line.code])).toEqual([[level, code]])
  }).toPass({ timeout: 60_000 })
}

/** What the application has written so far, line by line. */
export function logLines(stack: Stack): LogLine[] {
  const lines = stack.logs().split('\n')
  return lines.flatMap((line) => (line.startsWith('{') ? [JSON.parse(line) as LogLine] : []))
}
