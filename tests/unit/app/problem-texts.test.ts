import { expect, test } from '@playwright/test'
import { texts } from '../../../app/global-error-texts.ts'
import { problemTexts } from '../../../app/problem-texts.ts'

test('the page that has no catalogue says in English what the others say', () => {
  expect(texts).toEqual(problemTexts('en'))
})
