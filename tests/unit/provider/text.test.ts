import { expect, test } from '@playwright/test'
import { cleanPictureAddress, cleanText, readDomain } from '#lib/provider/text'

const code = (...points: number[]) => String.fromCodePoint(...points)
const range = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, index) => from + index)

/** Characters that a name must not have: PostgreSQL refuses the first, and pages and logs stumble over the others. */
const removed: [what: string, points: number[]][] = [
  ['NUL and the other C0 controls', range(0, 8)],
  ['more C0 controls', range(0x0e, 0x1f)],
  ['DEL and the C1 controls', [...range(0x7f, 0x84), ...range(0x86, 0x9f)]],
  ['marks, embeddings and overrides of direction', [0x61c, 0x200e, 0x200f, ...range(0x202a, 0x202e)]],
  ['isolates', range(0x2066, 0x2069)],
  ['characters without width', [0xad, 0x180e, 0x200b, 0x2060, 0xfeff]],
  ['tags', [0xe0001, 0xe0041]],
  ['annotations', range(0xfff9, 0xfffb)],
]

for (const [what, points] of removed) {
  test(`a name loses ${what}`, () => {
    for (const point of points) expect(cleanText(`A${code(point)}da`, 200), point.toString(16)).toBe('Ada')
  })
}

const names: [what: string, given: unknown, kept: string | null][] = [
  ['half a character is lost', 'A\ud800d\udc00a', 'Ada'],
  ['spaces of any kind are one space', ' Ada\t\r\n\u2028 \u00a0\u3000Lovelace\u0085', 'Ada Lovelace'],
  ['a joiner stays, which Persian and emoji need', 'می\u200cخواهم 👩\u200d💻', 'می\u200cخواهم 👩\u200d💻'],
  ['letters from right to left stay', 'عدا لوفلیس', 'عدا لوفلیس'],
  ['combining marks are composed', 'Ame\u0301lie', 'Amélie'],
  ['an empty name is none', '', null],
  ['a blank name is none', ' \u3000\t', null],
  ['a name of joiners is none', '\u200d\u200c', null],
  ['a name of fillers is none', '\u3164\u115f', null],
  ['a name of marks is none', '\u0301\u0302', null],
  ['a name of controls is none', '\u0000\u202e', null],
  ['a punctuation mark is a name', '!', '!'],
  ['null is none', null, null],
  ['a number is none', 42, null],
  ['a list is none', ['Ada'], null],
  ['an object is none', { given: 'Ada' }, null],
]

for (const [what, given, kept] of names) {
  test(`in a name, ${what}`, () => {
    expect(cleanText(given, 200)).toBe(kept)
  })
}

test('a name of a megabyte is cut, and no character in two', () => {
  expect(cleanText('x'.repeat(1_000_000), 200)).toBe('x'.repeat(200))
  expect(cleanText('👩'.repeat(500_000), 200)).toBe('👩'.repeat(200))
  expect(cleanText(' '.repeat(1_000_000), 200)).toBeNull()
})

const pictures: [what: string, given: unknown, kept: string | null][] = [
  ['an address', 'https://lh3.example/a=s96-c', 'https://lh3.example/a=s96-c'],
  ['NUL in it is escaped', 'https://lh3.example/a\u0000b', 'https://lh3.example/a%00b'],
  ['line breaks in it are lost', 'https://lh3.example/a\r\nb', 'https://lh3.example/ab'],
  [
    'letters in it are escaped',
    'https://lh3.example/ü\u202e\ud800',
    'https://lh3.example/%C3%BC%E2%80%AE%EF%BF%BD',
  ],
  ['NUL in the host is none', 'https://lh3\u0000.example/', null],
  ['a script is none', 'javascript:alert(1)', null],
  ['data are none', 'data:image/svg+xml,<svg/>', null],
  ['a password in it is none', 'https://ada:secret@lh3.example/', null],
  ['a path is none', '/picture.png', null],
  ['a long one is none', `https://lh3.example/${'x'.repeat(2_000)}`, null],
  ['one that is long when it is escaped is none', `https://lh3.example/${'ü'.repeat(500)}`, null],
  ['null is none', null, null],
  ['a list is none', ['https://lh3.example/'], null],
]

for (const [what, given, kept] of pictures) {
  test(`of a picture: ${what}`, () => {
    expect(cleanPictureAddress(given, 2_000)).toBe(kept)
  })
}

test('a domain is taken as it is or not at all: cleaning it could let somebody in', () => {
  for (const domain of ['example.com', 'Example.COM', 'bücher.example', 'xn--bcher-kva.example', 'a'])
    expect(readDomain(domain)).toBe(domain)
  const odd = [
    '',
    ' ',
    'exa\u0000mple.com',
    'example.com\u202e',
    '\ud800example.com',
    'exam ple.com',
    'example.com\n',
  ]
  for (const domain of [
    ...odd,
    '-example.com',
    'example.com.',
    'a@example.com',
    'x'.repeat(254),
    null,
    1,
    ['a'],
  ])
    expect(readDomain(domain), JSON.stringify(domain)).toBeNull()
})
