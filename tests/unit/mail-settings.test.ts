import { expect, test } from '@playwright/test'
import { isLoopback } from '#lib/env-schema'
import { findSmtpUrlProblem, isAddress, readMailbox, readMailServer } from '#lib/mail-settings'

const SERVERS: [url: string, server: Record<string, unknown>][] = [
  ['smtp://mail.example.com', { host: 'mail.example.com', port: 587, tls: 'starttls', auth: null }],
  ['smtps://mail.example.com', { port: 465, tls: 'implicit' }],
  ['smtp://us%40er:p%2Fw@mail.example.com:2525', { port: 2525, auth: { user: 'us@er', pass: 'p/w' } }],
  ['smtp://relay:25?starttls=off', { host: 'relay', port: 25, tls: 'none' }],
  ['smtp://127.0.0.1:4011', { tls: 'none' }],
  ['smtp://[::1]:4011', { host: '::1', tls: 'none' }],
]

for (const [url, server] of SERVERS)
  test(`SMTP_URL ${url} is understood`, () => {
    expect(findSmtpUrlProblem(url, isLoopback)).toBeNull()
    expect(readMailServer(url, isLoopback)).toMatchObject(server)
  })

const WRONG: [url: string, problem: RegExp][] = [
  ['mail.example.com:587', /must be smtp:/],
  ['http://mail.example.com', /must be smtp:/],
  ['smtp://', /must be smtp:/],
  ['smtp://mail.example.com/inbox', /behind the host/],
  ['smtp://mail.example.com#x', /behind the host/],
  ['smtp://mail.example.com?pool=true', /nothing heeds/],
  ['smtp://mail.example.com?starttls=on', /nothing heeds/],
  ['smtp://user@mail.example.com', /without a password/],
  ['smtp://u:p%zz@mail.example.com', /%/],
  ['smtp://u:secret@mail.example.com?starttls=off', /in the clear/],
]

for (const [url, problem] of WRONG)
  test(`SMTP_URL ${url} is refused, without its password`, () => {
    const said = findSmtpUrlProblem(url, isLoopback)
    expect(said).toMatch(problem)
    expect(said).not.toContain('secret')
  })

test('an address is one address: no list, no group, no header, no quoting', { tag: '@R36' }, () => {
  for (const right of ['a@b.example', "o'neil+x@b-c.example.org", 'пример@почта.example', 'ada@localhost'])
    expect(isAddress(right), right).toBe(true)
  const wrong = [
    '',
    'a',
    'a@',
    '@b.example',
    'a@b',
    'a b@c.example',
    'a@b.example,c@d.example',
    'a@b.example\r\nBcc: c@d.example',
  ]
  for (const one of [
    ...wrong,
    'x:a@b.example;',
    '<a@b.example>',
    '"a b"@c.example',
    '.a@b.example',
    'a..b@c.example',
    `${'a'.repeat(65)}@b.example`,
    'a@-b.example',
  ])
    expect(isAddress(one), one).toBe(false)
})

test('a sender is an address, with or without a name', () => {
  expect(readMailbox('accounts@example.com')).toEqual({ name: '', address: 'accounts@example.com' })
  expect(readMailbox('Example, Inc. <a@example.com>')).toEqual({
    name: 'Example, Inc.',
    address: 'a@example.com',
  })
  expect(readMailbox('"Example" <a@example.com>')).toEqual({ name: 'Example', address: 'a@example.com' })
  for (const wrong of [
    'Example',
    'a@example.com, b@example.com',
    'X\nBcc: y@z.example <a@example.com>',
    'X <a@b>',
  ])
    expect(readMailbox(wrong), wrong).toBeNull()
})
