import { mkdtemp, rename, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { openPlaceFinder } from '#lib/place'
import { writeDatabase } from '#tests/support/mmdb'
import { test as base, expect } from '#tests/support/test'

const packages = new URL('../../node_modules/@ip-location-db/geo-whois-asn-country-mmdb/', import.meta.url)
const COUNTRIES = fileURLToPath(new URL('geo-whois-asn-country.mmdb', packages))
const IPV4 = fileURLToPath(new URL('geo-whois-asn-country-ipv4.mmdb', packages))

const test = base.extend<{ folder: string }>({
  folder: async ({}, use) => {
    const folder = await mkdtemp(join(tmpdir(), 'places-'))
    await use(folder)
    await rm(folder, { recursive: true })
  },
})

/** A real database of countries, which anybody may use (CC0). */
const addresses: [address: string | null, country: string | null][] = [
  ['8.8.8.8', 'US'],
  ['141.20.1.1', 'DE'],
  ['::ffff:141.20.1.1', 'DE'],
  ['2a00:1450::1', 'IE'],
  ['10.0.0.1', null],
  ['127.0.0.1', null],
  ['::1', null],
  ['nonsense', null],
  [null, null],
]

test('an address is in a country, or nowhere that anybody knows', async () => {
  const findPlace = await openPlaceFinder(COUNTRIES)
  for (const [address, country] of addresses)
    expect.soft(findPlace(address), String(address)).toEqual(country && { country, city: {} })
})

test('a database of IPv4 alone says nothing of an address of IPv6', async () => {
  const findPlace = await openPlaceFinder(IPV4)
  expect(findPlace('141.20.1.1')).toEqual({ country: 'DE', city: {} })
  expect(findPlace('2a00:1450::1')).toBeNull()
})

/** How those write a city who publish such databases, and what no page should show. */
const records: [title: string, record: object, place: object | null][] = [
  [
    'MaxMind and DB-IP',
    {
      country: { iso_code: 'DE', names: { en: 'Germany' } },
      city: { names: { en: 'Munich', de: 'München' } },
    },
    { country: 'DE', city: { en: 'Munich', de: 'München' } },
  ],
  ['ip-location-db', { country_code: 'DE', city: 'Munich' }, { country: 'DE', city: { en: 'Munich' } }],
  ['IPinfo', { country: 'de', city: 'Munich' }, { country: 'DE', city: { en: 'Munich' } }],
  ['a country alone', { country: { iso_code: 'DE' } }, { country: 'DE', city: {} }],
  ['a city of no country', { city: 'Atlantis' }, null],
  ['what is no country', { country_code: '<b>', city: 'Munich' }, null],
  ['a city without a name', { country_code: 'DE', city: '' }, { country: 'DE', city: {} }],
  ['something else', { asn: '64496' }, null],
]

for (const [title, record, place] of records) {
  test(`a record of ${title} is read`, async ({ folder }) => {
    await writeFile(join(folder, 'x.mmdb'), writeDatabase(record))
    const findPlace = await openPlaceFinder(join(folder, 'x.mmdb'))
    expect(findPlace('192.0.2.1')).toEqual(place)
  })
}

test('by a file that is missing or no database, nothing is found and nothing breaks', async ({ folder }) => {
  await writeFile(join(folder, 'broken.mmdb'), 'not a database'.repeat(100))
  for (const path of [join(folder, 'missing.mmdb'), join(folder, 'broken.mmdb')])
    expect((await openPlaceFinder(path))('8.8.8.8'), path).toBeNull()
})

test('a new file takes the place of the old, and a broken one does not', async ({ folder }) => {
  const path = join(folder, 'x.mmdb')
  const put = async (content: Buffer | string) => {
    await writeFile(join(folder, 'next'), content)
    await rename(join(folder, 'next'), path)
  }
  let minutes = 0
  const country = async () =>
    (await openPlaceFinder(path, Date.now() + ++minutes * 60_000))('192.0.2.1')?.country
  await put(writeDatabase({ country_code: 'DE' }))
  expect(await country()).toBe('DE')
  await put('broken')
  expect(await country()).toBe('DE')
  await put(writeDatabase({ country_code: 'JP' }))
  expect(await country()).toBe('JP')
})
