import { expect, test } from '@playwright/test'
import { languageIds } from '#lib/messages/languages'
import { inShort } from '../../../app/global-error-in-short.ts'
import { texts } from '../../../app/global-error-texts.ts'
import { problemTexts } from '../../../app/problem-texts.ts'

for (const language of languageIds) {
  test(`the page that has no catalogue says what the others say: ${language}`, () => {
    const said = problemTexts(language)
    expect(texts[language]).toEqual(said)
    expect(inShort[language]).toEqual({ title: said.broken.title, loadAgain: said.loadAgain })
  })
}
