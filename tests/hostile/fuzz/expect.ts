import assert from 'node:assert/strict'
import { isDeepStrictEqual } from 'node:util'

/**
 * As much of Playwright's `expect` as the properties need, without the steps that it notes of each call for its reports:
 * these are called a million times.
 */
export function expect(value: unknown, about = '') {
  const matchers = (wanted: boolean) => {
    const say = (holds: boolean, what: string, other: unknown) => {
      if (holds === wanted) return
      const words = [about, JSON.stringify(value), wanted ? what : `not ${what}`, show(other)]
      assert.fail(words.filter(Boolean).join(' '))
    }
    return {
      toBe: (other: unknown) => say(Object.is(value, other), 'is', other),
      toEqual: (other: unknown) => say(isDeepStrictEqual(value, other), 'equals', other),
      toMatch: (pattern: RegExp) => say(pattern.test(String(value)), 'matches', pattern),
      toContain: (part: unknown) =>
        say(
          typeof value === 'string' ? value.includes(String(part)) : (value as unknown[]).includes(part),
          'contains',
          part,
        ),
      toBeTruthy: () => say(Boolean(value), 'is truthy', ''),
      toBeLessThan: (most: number) => say(Number(value) < most, 'is less than', most),
      toBeLessThanOrEqual: (most: number) => say(Number(value) <= most, 'is at most', most),
      toBeGreaterThanOrEqual: (least: number) => say(Number(value) >= least, 'is at least', least),
    }
  }
  return { ...matchers(true), not: matchers(false) }
}

function show(value: unknown): string {
  return value instanceof RegExp ? String(value) : JSON.stringify(value)
}
