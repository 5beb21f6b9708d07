import { expect, test } from '@playwright/test'
import { type EventKind, eventKinds, noticeOf } from '#lib/activity/events'
import { type NoticeKind, noticeKinds } from '#lib/activity/notices'
import { publicOrigin } from '#lib/env'
import { composeMail } from '#lib/mail/compose'
import type { ClaimedMail } from '#lib/mail/rows'
import { languageIds } from '#lib/messages/languages'
import type { Facts } from '#lib/notices/facts'
import type { Reader } from '#lib/request/reader'
import { setTestEnvironment } from '#tests/support/environment'

setTestEnvironment()

const EVIL = '<a href="https://evil.example/">\'"&click</a>\r\nBcc: x@evil.example'

const DETAILS: Partial<Record<EventKind, object>> = {
  permission_given: { scopes: [EVIL] },
  permission_removed: { scopes: [EVIL] },
  grant_ended: { cause: EVIL },
  data_deleted: { provider: 'facebook' },
  browser_changed: { from: EVIL, to: EVIL },
}

function mailAbout(kind: NoticeKind, event: EventKind | null, text = EVIL): ClaimedMail {
  return {
    ...{
      id: '0b0e7f7e-0000-4000-8000-000000000001',
      userId: null,
      kind,
      sealed: null,
      held: false,
      others: 2,
    },
    ...{ attempts: 1, endingSince: null, createdAt: new Date('2026-11-26T13:40:00Z') },
    eventId: event && '0b0e7f7e-0000-4000-8000-000000000002',
    event,
    details: event && { account: text, provider: 'google', ...DETAILS[event] },
    ...{ userAgent: text, ipAddress: '2001:db8::7', email: 'ada@example.org' },
    ...{ language: null, acceptLanguage: null, timeZone: null },
  }
}

const facts: Facts = {
  ...{
    to: 'ada@example.org',
    userAgent: EVIL,
    ipAddress: '192.0.2.1',
    askedBy: null,
    provider: 'google',
    reads: null,
  },
}

/** Every mail that there is: by notice, and by the kinds of line that leave it. */
const mails = [
  ...eventKinds.flatMap((event) => {
    const kind = (noticeOf as Partial<Record<EventKind, NoticeKind>>)[event]
    return kind ? [{ kind, event }] : []
  }),
  { kind: 'address-left', event: 'address_changed' },
  { kind: 'account-deleted', event: null },
] as const

const readers: Reader[] = languageIds.map((language) => ({
  ...{ language, locale: language, hourCycle: 'h23', zone: 'Asia/Tokyo' },
}))

test('every notice has a mail, in each language, as text and as HTML', () => {
  expect(new Set(mails.map(({ kind }) => kind))).toEqual(new Set(noticeKinds))
  for (const reader of readers) {
    const subjects = mails.map(
      ({ kind, event }) => composeMail(mailAbout(kind, event), facts, reader).subject,
    )
    expect(new Set(subjects).size, reader.language).toBe(noticeKinds.length)
  }
})

test('nothing that somebody chose is HTML, a header or a link in a mail', { tag: '@R36' }, () => {
  for (const reader of readers)
    for (const { kind, event } of mails) {
      const { subject, html, text } = composeMail(mailAbout(kind, event), facts, reader)
      const title = `${reader.language} ${kind} ${event}`
      expect(subject, title).not.toMatch(/[\r\n<]/)
      expect(html, title).not.toContain('<a href="https://evil')
      expect(html, title).not.toMatch(
        /<(?!\/?(?:html|head|meta|title|style|body|div|table|tr|td|p|h1|a|bdi)\b|!doctype)/,
      )
      const links = [...html.matchAll(/href="([^"]*)"/g)].map(([, href = '']) => href)
      for (const href of [
        ...links,
        ...(text.match(/https?:\S+/g) ?? []).filter((one) => !one.includes('evil')),
      ])
        expect(href.replace(publicOrigin(), 'site:'), title).toMatch(
          /^(?:site:\/(?:activity\/[\da-f-]{36}|settings)|https:\/\/myaccount\.google\.com\/.*)$/,
        )
    }
})

test('a mail loads nothing, runs nothing and holds no link that signs in', { tag: '@R36' }, () => {
  for (const { kind, event } of mails) {
    const { html, text } = composeMail(mailAbout(kind, event), facts, readers[0] as Reader)
    expect(html).not.toMatch(/src=|url\(|@import|<script|<img|<link|<form|javascript:/i)
    expect(`${html}${text}`).not.toMatch(/[?&](?:token|code|key)=/)
    expect(html).not.toMatch(/undefined|null|\[object/)
  }
})

test('a mail is in the language, the direction and the zone of its reader', () => {
  const of = (language: string) =>
    composeMail(
      mailAbout('new-browser', 'signed_in_new_browser', 'ada'),
      null,
      readers.find((one) => one.language === language) as Reader,
    )
  expect(of('en').text).toContain('22:40')
  expect(of('en').html).toContain('<html lang="en" dir="ltr">')
  expect(of('de').text).toContain('Donnerstag, 26. November 2026')
  expect(of('ja').text).toContain('2026年11月26日')
  expect(of('ar').html).toContain('<html lang="ar" dir="rtl">')
  const nowhere: Reader = { language: 'en', locale: 'en-GB', hourCycle: 'h23', zone: null }
  expect(composeMail(mailAbout('new-browser', 'signed_in_new_browser'), null, nowhere).text).toContain(
    '13:40 UTC',
  )
})

test('lines of text are short, and none is lost', () => {
  const { text } = composeMail(
    mailAbout('account-deleted', null, 'x'),
    { ...facts, userAgent: null },
    readers[0] as Reader,
  )
  const words = text.split('\n').filter((line) => !line.includes('https://'))
  expect(Math.max(...words.map(({ length }) => length))).toBeLessThanOrEqual(78)
})
