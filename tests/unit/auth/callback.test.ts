import { expect, test } from '@playwright/test'
import { readAnswer } from '#lib/auth/callback'

const read = (query: string) => readAnswer(new URLSearchParams(query), 'google')

test('a code with its state is read, and what Google adds is left', () => {
  expect(read('state=s&code=c&iss=https://accounts.google.com&scope=openid&authuser=0&prompt=none')).toEqual({
    state: 's',
    code: 'c',
    iss: 'https://accounts.google.com',
  })
})

const broken = [
  ['@R34', 'code twice', 'state=s&code=GOOD&code=EVIL'],
  ['@R34', 'state twice', 'state=s&state=t&code=c'],
  ['@R34', 'code and error', 'state=s&code=c&error=access_denied'],
  ['@R35', 'a long code', `state=s&code=${'c'.repeat(2049)}`],
  ['@R35', 'a long state', `state=${'s'.repeat(1025)}&code=c`],
  ['@R35', 'a long iss', `state=s&code=c&iss=${'i'.repeat(513)}`],
  [[], 'no state', 'code=c'],
  [[], 'an empty state', 'state=&code=c'],
  [[], 'no code and no error', 'state=s'],
  [[], 'an array', 'state[]=s&code[]=c'],
  [[], 'nothing', ''],
] as const

for (const [tag, title, query] of broken) {
  test(`${title} is not an answer`, { tag: [tag].flat() }, () => {
    expect(() => read(query)).toThrow(expect.objectContaining({ code: 'invalid_callback' }))
  })
}
