import { expect, test } from '@playwright/test'
import { isUsable, listConfirming } from '#lib/connections/confirm'
import type { Access, Connection } from '#lib/connections/list'
import type { ProviderId } from '#lib/provider-ids'

type Account = [provider: ProviderId, access: Access['kind'], current?: 'current']

function connectionOf([provider, kind, current]: Account, index: number): Connection {
  const access = { kind } as Access
  return { id: `${index}-${provider}`, provider, access, current: current !== undefined } as Connection
}

const table: [title: string, accounts: Account[], expected: string[]][] = [
  [
    'the account of the session, where its provider asks anew, and no other',
    [
      ['facebook', 'worked'],
      ['google', 'worked', 'current'],
      ['twitter', 'worked'],
    ],
    ['1-google'],
  ],
  [
    'before one that only sends people back, those that ask, the oldest first',
    [
      ['twitter', 'worked', 'current'],
      ['twitter', 'worked'],
      ['google', 'ended'],
      ['facebook', 'worked'],
    ],
    ['2-google', '3-facebook', '0-twitter'],
  ],
  ['that one alone, where there is no other', [['twitter', 'worked', 'current']], ['0-twitter']],
  [
    'none that is locked or switched off',
    [
      ['twitter', 'worked', 'current'],
      ['google', 'locked'],
      ['facebook', 'off'],
    ],
    ['0-twitter'],
  ],
  [
    'others, where that of the session is switched off, the ones that ask first',
    [
      ['google', 'off', 'current'],
      ['twitter', 'worked'],
      ['facebook', 'worked'],
    ],
    ['2-facebook', '1-twitter'],
  ],
  [
    'nobody, where none is left',
    [
      ['google', 'off', 'current'],
      ['twitter', 'locked'],
    ],
    [],
  ],
]

for (const [title, accounts, expected] of table) {
  test(`somebody confirms with ${title}`, { tag: '@R57' }, () => {
    expect(listConfirming(accounts.map(connectionOf)).map(({ id }) => id)).toEqual(expected)
  })
}

test('one that is locked or switched off is no way to sign in; one whose access ended is', () => {
  const kinds = ['worked', 'ends', 'brief', 'ended', 'locked', 'off'] as const
  const usable = kinds.filter((kind) => isUsable(connectionOf(['google', kind], 0)))
  expect(usable).toEqual(['worked', 'ends', 'brief', 'ended'])
})
