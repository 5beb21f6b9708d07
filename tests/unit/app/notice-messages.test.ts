import { expect, test } from '@playwright/test'
import { type ProviderId, providerIds, providerNames } from '#lib/provider-ids'
import { type Notice, noticeShape } from '#lib/sessions/notice'
import { noticeMessage } from '../../../app/(account)/notice-messages.ts'

const account = '@ada'

/** What a notice needs, whichever kind it is. */
function sample(kind: string, provider?: ProviderId): Notice {
  return noticeShape.parse({
    kind,
    account,
    browser: null,
    count: 1,
    name: null,
    ...(provider && { provider }),
  })
}

const kinds = noticeShape.options.map(({ shape }) => shape.kind.value)

const textOf = (notice: Notice) => {
  const { title, text = '' } = noticeMessage(notice, 'en')
  return `${title} ${text}`
}

for (const provider of providerIds) {
  test(`a notice about ${providerNames[provider]} names it, and no other`, () => {
    const others = providerIds.filter((id) => id !== provider).map((id) => providerNames[id])
    const texts = kinds.map((kind) => textOf(sample(kind, provider)))
    for (const text of texts) expect(text).not.toMatch(new RegExp(`\\b(?:${others.join('|')})\\b`))
    const naming = kinds.filter((_, at) =>
      new RegExp(`\\b${providerNames[provider]}\\b`).test(texts[at] ?? ''),
    )
    expect(naming).toEqual(['new-account', 'unlinked', 'permission-off', 'permission-gone', 'cancelled'])
  })
}

test('a notice that an older server has left, when there was one provider, is about that one', () => {
  expect(textOf(sample('cancelled'))).toBe('You cancelled at Google. Nothing was changed. ')
  expect(textOf(sample('unlinked'))).toContain('We are telling Google to end its access.')
})

test('what X goes on listing is not said to be over there', () => {
  expect(textOf(sample('unlinked', 'twitter'))).toMatch(
    /access here is over; X lists \w+ until you remove it there/,
  )
})

test('an account that nobody gave a name begins its sentence like any other', () => {
  const linked = { kind: 'linked', account: 'your X account' } as const
  expect(noticeMessage(linked, 'en').title).toBe('Your X account is connected.')
  expect(noticeMessage({ ...linked, account: 'your.name@example.test' }, 'en').title).toMatch(/^your\.name@/)
})
