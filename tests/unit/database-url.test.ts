import { expect, test } from '@playwright/test'
import { Client } from 'pg'
import { describeDatabase, findDatabaseUrlProblem, passwordsOf } from '#lib/database-url'

const at = (password: string) => `postgresql://app:${password}@db.example/app`

/** What passwords are really made of, and whatever a URL reader does something else with. */
const PASSWORDS = [
  'pa%ss-w0rd',
  '50%',
  '%zz',
  'a%b',
  '%ff',
  'a%2',
  '100%25%',
  'p#w',
  '12#w',
  'p/w',
  '12/w',
  'p?w',
  '12?w',
  '12?sslmode=w',
  'p w',
  'p\tw',
  'p\nw',
  'p\0w',
  'p"w',
  "p'w",
  'p\\w',
  'p@w',
  'p:w',
  'p[w]',
  'p{w}|^`w',
  'p&w=w',
  'p+w',
  'p,w',
  'päßwörd',
  '\u{1f511}',
]

test('a password is taken as it is written, or its address is refused: pg reads none otherwise than we do', {
  tag: '@R115',
}, () => {
  for (const password of PASSWORDS) {
    const problem = findDatabaseUrlProblem(at(password))
    if (problem === null) {
      expect(new Client(at(password)).password, password).toBe(password)
      expect(passwordsOf(at(password)), password).toContain(password)
    } else expect(problem, password).toMatch(/percent-encoded in its user or password/)
    expect(problem ?? '', password).not.toContain(password)
  }
})

test('every password can be percent-encoded, and is hidden as it is written and as it is', {
  tag: '@R111',
}, () => {
  for (const password of PASSWORDS) {
    const url = at(encodeURIComponent(password))
    expect(findDatabaseUrlProblem(url), password).toBeNull()
    const { password: taken, user, host, database } = new Client(url)
    expect({ taken, user, host, database }).toEqual({
      taken: password,
      user: 'app',
      host: 'db.example',
      database: 'app',
    })
    expect(passwordsOf(url)).toEqual([...new Set([encodeURIComponent(password), password])])
  }
})

test('no password makes the log fail, whatever an older version of an environment holds', {
  tag: '@R111',
}, () => {
  for (const password of PASSWORDS) expect(() => passwordsOf(at(password))).not.toThrow()
  expect(passwordsOf('')).toEqual([])
  expect(passwordsOf(at('50%off'))).toContain('50%off')
})

test('a user, a host or a name that is not percent-encoded is refused too', { tag: '@R115' }, () => {
  for (const url of [
    'postgresql://a%pp:pw@db.example/app',
    'postgresql://a/pp:pw@db.example/app',
    'postgresql://app:pw@db%.example/app',
    'postgresql://app:pw@db.example/a%pp',
    'postgresql://app:pw@db.example/app/other',
    'postgresql://app:pw@db.example/app#main',
    'postgresql://app:pw@db.example:port/app',
  ])
    expect(findDatabaseUrlProblem(url), url).toMatch(/percent-encoded/)
})

test('what pg reads from an address is accepted', () => {
  for (const [url, described] of [
    ['postgres://app:pw@db.example:6432/app', 'db.example:6432/app'],
    ['postgresql://app:pw@[2001:db8::1]:5432/app', '[2001:db8::1]:5432/app'],
    ['postgresql://app@localhost/app', 'localhost/app'],
    ['postgresql:///app', '/app'],
    ['postgresql://app:pw@/app?host=/cloudsql/project:region:name', '/cloudsql/project:region:name/app'],
    ['postgresql://app:pw@%2Fvar%2Frun%2Fpostgresql/app', '%2Fvar%2Frun%2Fpostgresql/app'],
    ['postgresql://app:pw@db.example/app?sslmode=verify-full&sslrootcert=/etc/ssl/ca.pem', 'db.example/app'],
    ['postgresql://app:pw@db.example/app?uselibpqcompat=true&sslmode=require', 'db.example/app'],
    ['postgresql://app:pw@db.example/app?ssl=true&application_name=app', 'db.example/app'],
    ['postgresql://app:pw@db.example/app?options=-c%20TimeZone%3DUTC', 'db.example/app'],
    ['postgresql://app:pw@db.example/app?schema=public', 'db.example/app'],
  ] as const) {
    expect(findDatabaseUrlProblem(url), url).toBeNull()
    expect(describeDatabase(url)).toBe(described)
    expect(passwordsOf(url)).toEqual(url.includes(':pw@') ? ['pw'] : [])
  }
})

test('what would be passed over in silence, or would undo what the application sets, is refused by its name', {
  tag: '@R85',
}, () => {
  for (const [parameters, said] of [
    ['schema=tenant', /schema public/],
    ['search_path=tenant', /schema public/],
    ['currentSchema=tenant', /schema public/],
    ['options=-c%20search_path%3Dtenant', /schema public/],
    ['statement_timeout=0', /statement_timeout/],
    ['lock_timeout=0', /lock_timeout/],
    ['idle_in_transaction_session_timeout=0', /idle_in/],
    ['query_timeout=0', /query_timeout/],
    ['connect_timeout=60', /connect_timeout/],
    ['connection_limit=1', /connection_limit/],
    ['pgbouncer=true', /pgbouncer/],
    ['pool_timeout=1', /pool_timeout/],
    ['sslmode=require&channel_binding=require', /channel_binding/],
    ['target_session_attrs=any', /read-write/],
    ['sslmode=allow', /verify-full/],
    ['sslmode=Verify-Full', /verify-full/],
    ['sslmode=', /verify-full/],
    ['ssl=yes', /ssl/],
    ['sslaccept=strict', /sslaccept/],
    ['user=other', /before the host/],
    ['password=hunter2', /before the host/],
    ['dbname=other', /before the host/],
    ['hunter2', /percent-encoded/],
    ['toString=hunter2', /percent-encoded/],
  ] as const) {
    const problem = findDatabaseUrlProblem(`postgresql://app:pw@db.example/app?${parameters}`)
    expect(problem, parameters).toMatch(said)
    expect(problem).not.toContain('hunter2')
  }
  for (const hosts of ['one.example,two.example', 'one.example:5432,two.example:5432'])
    expect(findDatabaseUrlProblem(`postgresql://app:pw@${hosts}/app`)).toMatch(/several hosts/)
})
