import type { Tone } from '#components/ui/notice'
import { brand } from '#lib/brand'
import type { Language } from '#lib/messages/languages'
import { wordsIn } from '#lib/messages/words'
import { FORMER_PROVIDER, type ProviderId, providerIds, providerNames } from '#lib/provider-ids'
import { providerOf } from '#lib/providers/table'
import type { Notice } from '#lib/sessions/notice'
import { nameBrowser } from '../device-messages.ts'
import { nameLabel } from './names.ts'

type Message = { tone: Tone; title: string; text?: string }

/** The sentence that each thing just done ends with. */
export function noticeMessage(notice: Notice, language: Language): Message {
  const t = wordsIn(language, 'notices')
  const named = (label: string) => ({ account: nameLabel(label, providerIds, language, { start: true }) })
  switch (notice.kind) {
    case 'switched':
      return {
        tone: 'good',
        title: t('switched', { account: nameLabel(notice.account, providerIds, language) }),
      }
    case 'new-account':
      return {
        tone: 'info',
        title: t('newAccount'),
        text: t('newAccountText', { provider: providerNames[notice.provider] }),
      }
    case 'linked':
      return { tone: 'good', title: t('linked', named(notice.account)), text: t('linkedText') }
    case 'already-linked':
      return { tone: 'info', title: t('alreadyLinked', named(notice.account)) }
    case 'unlinked': {
      const { endsAll } = providerOf(providerIn(notice)).revocation
      const values = { provider: nameOf(notice), brand: brand.name }
      return {
        tone: 'good',
        title: t('unlinked', named(notice.account)),
        // Where ending a token does not end all of the access, the provider goes on listing us.
        text: endsAll ? t('unlinkedAll', values) : t('unlinkedHere', values),
      }
    }
    case 'not-linked':
      return { tone: 'info', title: t('notLinked'), text: t('notLinkedText') }
    case 'permission-given':
      return { tone: 'good', title: t('permissionGiven', named(notice.account)) }
    case 'permission-withheld':
      return { tone: 'info', title: t('permissionWithheld'), text: t('permissionWithheldText') }
    case 'permission-off':
      return {
        tone: 'good',
        title: t('permissionOff'),
        text: t('permissionOffText', { provider: nameOf(notice) }),
      }
    case 'permission-on':
      return { tone: 'good', title: t('permissionOn') }
    case 'permission-gone':
      return {
        tone: 'info',
        title: t('permissionGone', { provider: nameOf(notice) }),
        text: t('permissionGoneText'),
      }
    case 'reconnected':
      return { tone: 'good', title: t('reconnected', named(notice.account)) }
    case 'confirmed':
      return { tone: 'good', title: t('confirmed') }
    case 'cancelled':
      return { tone: 'info', title: t('cancelled', { provider: nameOf(notice) }) }
    case 'language-chosen':
      return { tone: 'good', title: t('languageChosen') }
    case 'session-ended':
      return {
        tone: 'good',
        title: notice.browser
          ? t('sessionEnded', { browser: nameBrowser(language, notice.browser) })
          : t('otherSessionEnded'),
      }
    case 'session-over':
      return { tone: 'info', title: t('sessionOver'), text: t('sessionOverText') }
    case 'browser-out':
      return { tone: 'info', title: t('browserOut') }
    case 'notices-chosen':
      return { tone: 'good', title: t('noticesChosen') }
    case 'others-ended':
      return {
        tone: 'good',
        title: notice.count === 0 ? t('noneEnded') : t('othersEnded', { count: notice.count }),
      }
    case 'browsers-reviewed':
      return { tone: 'good', title: t('browsersReviewed') }
    case 'name-changed':
      return {
        tone: 'good',
        title: notice.name === null ? t('nameRestored') : t('nameChanged', { name: notice.name }),
      }
    case 'name-refused':
      return { tone: 'problem', title: t('nameRefused'), text: t('nameRefusedText') }
  }
}

type About = { provider?: ProviderId | undefined }

/** A notice that names no provider was left by a server of the version before, which knew one. */
function providerIn({ provider = FORMER_PROVIDER }: About): ProviderId {
  return provider
}

function nameOf(notice: About): string {
  return providerNames[providerIn(notice)]
}
