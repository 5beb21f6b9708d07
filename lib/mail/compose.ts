import 'server-only'
import type { NewEvent } from '#lib/activity/events'
import { isOptional, type NoticeKind } from '#lib/activity/notices'
import { brand } from '#lib/brand'
import { publicOrigin } from '#lib/env'
import type { MailContent } from '#lib/mail/content'
import { writeHtml } from '#lib/mail/html'
import { type ClaimedMail, lineOf } from '#lib/mail/rows'
import { writeText } from '#lib/mail/text'
import { type Language, languages } from '#lib/messages/languages'
import { type Words, wordsIn } from '#lib/messages/words'
import type { Facts } from '#lib/notices/facts'
import { labelOf } from '#lib/provider/identity'
import { FORMER_PROVIDER, type ProviderId, providerNames } from '#lib/provider-ids'
import { securityAddresses } from '#lib/providers/security'
import { describeDevice } from '#lib/request/device'
import type { Reader } from '#lib/request/reader'

/** A mail in the words and times of whoever gets it. */
export function composeMail(mail: ClaimedMail, facts: Facts | null, reader: Reader) {
  const content = contentOf(mail, facts, reader)
  const { subject, language } = content
  return { language, subject, text: writeText(content), html: writeHtml(content) }
}

type Key = (typeof keys)[NoticeKind]

const keys = {
  'new-browser': 'newBrowser',
  'browser-moved': 'browserMoved',
  'connection-added': 'connectionAdded',
  'connection-removed': 'connectionRemoved',
  'address-changed': 'addressChanged',
  'address-left': 'addressLeft',
  'account-at-risk': 'accountAtRisk',
  'account-deleted': 'accountDeleted',
  'data-downloaded': 'dataDownloaded',
  'access-ended': 'accessEnded',
  'permission-changed': 'permissionChanged',
} as const satisfies Record<NoticeKind, string>

export function contentOf(mail: ClaimedMail, facts: Facts | null, reader: Reader): MailContent {
  const { language } = reader
  const t = wordsIn(language, 'mail')
  const line = lineOf(mail)
  const provider = providerIn(line, facts)
  const key: Key = keys[mail.kind]
  const values = { brand: brand.name, provider: providerNames[provider] }
  const others = mail.others > 0 ? [t('others', { count: mail.others })] : []
  return {
    language,
    direction: languages[language].direction,
    subject: t(`subject.${key}`, values),
    title: t(`title.${key}`, values),
    paragraphs: [mainText(t, { key, line, facts, provider: values.provider, language }), ...others],
    facts: listFacts(t, mail, facts, { line, reader }),
    ...adviceOf(t, mail, provider),
    footer: footerOf(t, mail.kind),
  }
}

type MailWords = Words<'mail'>

type Told = {
  key: Key
  line: NewEvent | null
  facts: Facts | null
  provider: string
  language: Language
}

/** A line of one kind may say different things, by how it came about. */
function mainText(t: MailWords, { key, line, facts, provider, language }: Told): string {
  if (line?.kind === 'browser_changed') {
    const { from, to } = line.details
    return t('text.browserMoved', { from: nameStored(language, from), to: nameStored(language, to) })
  }
  if (line?.kind === 'data_deleted') return t('text.removedByReport', { provider })
  if (line?.kind === 'access_removed') return t('text.accessRemoved', { provider })
  if (line?.kind === 'permission_removed') return t('text.permissionRemoved')
  if (key === 'permissionChanged') return t('text.permissionGiven')
  if (key === 'accountDeleted' && facts?.askedBy) return t('text.deletedByReport', { provider })
  if (key === 'browserMoved') return t('text.browserMovedSomewhere')
  return t(`text.${key}`, { provider })
}

type About = { line: NewEvent | null; reader: Reader }

function listFacts(
  t: MailWords,
  mail: ClaimedMail,
  facts: Facts | null,
  { line, reader }: About,
): MailContent['facts'] {
  const { userAgent, ipAddress } = mail.eventId === null && facts ? facts : mail
  const { language } = reader
  const account = line && nameAccount(language, line)
  const browser = isByItself({ userAgent, ipAddress }) ? null : nameDevice(language, userAgent)
  const all: [string, string | null][] = [
    [t('fact.when'), writeMoment(mail.createdAt, reader)],
    [t('fact.browser'), browser],
    [t('fact.from'), ipAddress],
    // The address that is left is not told which one takes its place: it may be somebody else's by now.
    [t('fact.account'), mail.kind === 'address-left' ? null : account],
  ]
  return all.filter((fact): fact is [string, string] => fact[1] !== null)
}

/** "Firefox on Linux", as pages name it. */
function nameDevice(language: Language, userAgent: string | null): string {
  const { browser, system } = describeDevice(userAgent)
  const t = wordsIn(language, 'names')
  if (browser === null) return t('unknownBrowserStart')
  return system === null ? browser : t('browser', { browser, system })
}

/** The same within a sentence, of one as the history keeps it (`describeBrowser`). */
function nameStored(language: Language, stored: string | null): string {
  const [browser = '', system] = stored?.split(' on ') ?? []
  const t = wordsIn(language, 'names')
  if (browser === '') return t('unknownBrowser')
  return system === undefined ? browser : t('browser', { browser, system })
}

/** "ada@example.org at Google", as pages name it. One that its provider shares no name of is called so in each language. */
function nameAccount(language: Language, { details }: NewEvent): string | null {
  if (!('account' in details) || details.account === null) return null
  const { account, provider: id } = details
  if (!id) return account
  const [t, provider] = [wordsIn(language, 'names'), providerNames[id]]
  const nameless = labelOf({ provider: id, email: null, handle: null, name: null })
  return account === nameless ? t('namelessStart', { provider }) : t('accountAt', { account, provider })
}

/** Whose it is. A line that does not say it is from before there were others. */
function providerIn(line: NewEvent | null, facts: Facts | null): ProviderId {
  const named = line && 'provider' in line.details ? line.details.provider : undefined
  return named ?? facts?.askedBy ?? facts?.provider ?? FORMER_PROVIDER
}

function adviceOf(
  t: MailWords,
  mail: ClaimedMail,
  provider: ProviderId,
): Pick<MailContent, 'advice' | 'action'> {
  const name = providerNames[provider]
  if (mail.eventId === null)
    return {
      advice: [t('wasYou'), t('wasNot.deleted', { provider: name })],
      action: { label: t('secure', { provider: name }), href: securityAddresses[provider].check },
    }
  if (mail.kind === 'account-at-risk')
    return {
      advice: [t('risk.changed'), t('risk.unchanged')],
      action: { label: t('secure', { provider: name }), href: securityAddresses[provider].check },
    }
  return {
    advice: isByItself(mail)
      ? [t('wasYouThere', { provider: name }), t('wasNot.itself')]
      : [t('wasYou'), t('wasNot.session')],
    action: { label: t('button'), href: `${publicOrigin()}/activity/${mail.eventId}` },
  }
}

/** Whether no browser of theirs did it. */
function isByItself({ userAgent, ipAddress }: Pick<ClaimedMail, 'userAgent' | 'ipAddress'>): boolean {
  return userAgent === null && ipAddress === null
}

function footerOf(t: MailWords, kind: NoticeKind): MailContent['footer'] {
  const site = new URL(publicOrigin()).host
  const safe = { text: t('footer.safe'), href: null }
  if (kind === 'account-deleted' || kind === 'address-left')
    return [
      { text: t(kind === 'account-deleted' ? 'footer.farewell' : 'footer.why', { site }), href: null },
      safe,
    ]
  return isOptional(kind)
    ? [{ text: t('footer.optional', { site }), href: `${publicOrigin()}/settings` }, safe]
    : [{ text: t('footer.why', { site }), href: null }, safe]
}

/** In the reader's zone, which is named: a mail is read anywhere. */
function writeMoment(at: Date, { locale, hourCycle, zone }: Reader): string {
  return new Intl.DateTimeFormat(locale, {
    ...{ weekday: 'long', year: 'numeric', month: 'long', day: 'numeric' },
    ...{ hour: 'numeric', minute: '2-digit', hourCycle, timeZone: zone ?? 'UTC', timeZoneName: 'short' },
    numberingSystem: 'latn',
  }).format(at)
}
