'use server'

import { refresh } from 'next/cache'
import { z } from 'zod'
import { chooseLanguage } from '#lib/account/language'
import { languageIds } from '#lib/messages/languages'
import { leaveNotice } from '#lib/sessions/notice'
import { formAction } from '#lib/web/form-action'
import { keepLanguage } from '#lib/web/words'

const page = '/settings'

/** Empty is a choice, too: what the browser says. */
const choice = z.union([z.enum(languageIds), z.literal('').transform(() => null)])

export const setLanguage = formAction({
  input: z.object({ language: choice }),
  page,
  async run({ viewer }, { language }) {
    await chooseLanguage(viewer, language)
    await keepLanguage(language)
    await leaveNotice(viewer.sessionId, { kind: 'language-chosen' })
    // What surrounds the page speaks the language, too.
    refresh()
    return page
  },
})
