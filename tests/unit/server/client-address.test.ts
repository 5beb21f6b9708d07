import { expect, test } from '@playwright/test'
import { forwardedClient, readAddress, readForwardedFor } from '#server/client-address'

const V4 = '203.0.113.8'
const V6 = '2001:db8::1'

/** How gateways, Node and RFC 7239 (section 6) write whoever asked them, and who that is. */
const written: [text: string, address: string | null][] = [
  [V4, V4],
  ['203.0.113.8:50123', V4],
  ['"203.0.113.8"', V4],
  ['"203.0.113.8:50123"', V4],
  [' 203.0.113.8\t', V4],
  [V6, V6],
  ['[2001:db8::1]', V6],
  ['[2001:db8::1]:50123', V6],
  ['"[2001:db8::1]:50123"', V6],
  ['[2001:db8::1]:_port', V6],
  ['2001:DB8:0:0::0001', V6],
  ['2001:0db8:0000:0000:0000:0000:0000:0001', V6],
  ['2001:db8::1:50123', V6],
  ['2001:db8:1:2:3:4:5:6:443', '2001:db8:1:2:3:4:5:6'],
  // What may be an address is one.
  ['2001:db8::1:8080', '2001:db8::1:8080'],
  ['fe80::1%eth0', 'fe80::1'],
  ['[fe80::1%25eth0]:443', 'fe80::1'],
  ['::1', '::1'],
  ['::ffff:203.0.113.8', V4],
  ['::FFFF:203.0.113.8', V4],
  ['::ffff:cb00:7108', V4],
  ['0:0:0:0:0:ffff:203.0.113.8', V4],
  ['[::ffff:203.0.113.8]:50123', V4],
  ['::ffff:203.0.113.8:50123', V4],
  ['64:ff9b::203.0.113.8', '64:ff9b::cb00:7108'],
  ['', null],
  ['unknown', null],
  ['"unknown"', null],
  ['unknown:443', null],
  ['_hidden', null],
  ['_SEVKISEK:443', null],
  ['-', null],
  ['unix:', null],
  ['client.example', null],
  ['client.example:443', null],
  ['010.0.0.1', null],
  ['1.2.3', null],
  ['3405803784', null],
  ['203.0.113.8/32', null],
  ['203.0.113.8%eth0', null],
  ['[203.0.113.8]', null],
  ['[2001:db8::1', null],
  ['2001:db8::1]', null],
  ['[]', null],
  ['for=203.0.113.8', null],
  ['<script>', null],
]

for (const [text, address] of written)
  test(`“${text}” is ${address ?? 'no address'}`, () => expect(readAddress(text)).toBe(address))

test('the entry that counts is that of the outermost proxy of ours, and an empty one is none', () => {
  const entries = readForwardedFor(' 6.6.6.6,, unknown , [2001:db8::1]:443,')
  expect(entries.map(({ text }) => text)).toEqual(['6.6.6.6', 'unknown', '[2001:db8::1]:443'])
  expect([0, 1, 2, 3, 4].map((hops) => forwardedClient(entries, hops)?.address)).toEqual([
    undefined,
    V6,
    null,
    '6.6.6.6',
    undefined,
  ])
  expect(readForwardedFor(undefined)).toEqual([])
})
