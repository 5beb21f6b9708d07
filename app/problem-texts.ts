import { describeFailure } from '#lib/errors'
import type { Language } from '#lib/messages/languages'
import { wordsIn } from '#lib/messages/words'
import type { ProblemTexts } from './describe-error.ts'

/** What a page brings along to say in the browser should it break. */
export function problemTexts(language: Language): ProblemTexts {
  const [t, pages] = [wordsIn(language, 'problem'), wordsIn(language, 'pages')]
  const said = (code: 'outdated_page' | 'unknown') => {
    const { title, message } = describeFailure(code, undefined, language)
    return { title, message }
  }
  return {
    outdated: said('outdated_page'),
    unknown: said('unknown'),
    broken: { title: t('brokenTitle'), message: t('brokenText') },
    reference: t('reference'),
    tryAgain: pages('tryAgain'),
    loadAgain: t('loadAgain'),
  }
}
