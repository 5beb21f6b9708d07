import { createPrivateKey, X509Certificate } from 'node:crypto'
import { once } from 'node:events'
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { get } from 'node:https'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test as base, expect } from '@playwright/test'
import { ensureCertificate } from '#scripts/dev/certificate'
import { createHttpServer } from '#server/http-server'

const DAY_MS = 24 * 60 * 60 * 1_000

/** `file` is in a directory that is there, and goes with the test. */
const test = base.extend<{ file: string }>({
  file: async ({}, use) => {
    const directory = await mkdtemp(join(tmpdir(), 'latchkey-certificate-'))
    await use(join(directory, 'data', 'localhost.pem'))
    await rm(directory, { recursive: true })
  },
})

test('the certificate is for this machine alone, signed with its own key, and hidden from others', async ({
  file,
}) => {
  const { pem } = await ensureCertificate(file)
  const certificate = new X509Certificate(pem)
  expect(certificate.subjectAltName).toBe('DNS:localhost, IP Address:127.0.0.1, IP Address:0:0:0:0:0:0:0:1')
  expect(certificate.verify(certificate.publicKey)).toBe(true)
  expect(certificate.checkPrivateKey(createPrivateKey(pem))).toBe(true)
  expect(certificate.ca).toBe(false)
  expect(certificate.keyUsage).toEqual(['1.3.6.1.5.5.7.3.1'])
  expect((await stat(file)).mode & 0o777).toBe(0o600)
})

test('it is made once, and again when it ends within a month or cannot be read', async ({ file }) => {
  const make = async (now?: Date) => (await ensureCertificate(file, now)).pem
  const first = await make()
  expect(await make()).toBe(first)
  const inAYear = new Date(Date.now() + 365 * DAY_MS)
  expect(await make(new Date(inAYear.getTime() - DAY_MS))).toBe(first)
  const second = await make(new Date(inAYear.getTime() + 3 * DAY_MS))
  expect(second).not.toBe(first)
  await writeFile(file, 'not a certificate')
  await make()
  expect(new X509Certificate(await readFile(file)).checkHost('localhost')).toBe('localhost')
})

test('a client that trusts it accepts our server by every name of this machine, and no other client does', async ({
  file,
}) => {
  const { pem: ca } = await ensureCertificate(file)
  const settings = {
    development: true,
    issuers: ['https://accounts.google.com'],
    authSecret: 'a secret for tests that is long enough',
    trustedProxyHops: 0,
    stopDelayMs: 0,
    measured: false,
    traced: false,
    port: 0,
  }
  const server = createHttpServer(
    { ...settings, host: '127.0.0.1', origin: 'https://localhost', pemFile: file },
    (_request, response) => response.end('hello'),
  )
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  const port = typeof address === 'object' ? address?.port : undefined
  const ask = async (host: string, trusted?: string) => {
    const [response] = await once(get({ host, port, ca: trusted, agent: false }), 'response')
    return response.statusCode
  }
  expect(await ask('localhost', ca)).toBe(200)
  expect(await ask('127.0.0.1', ca)).toBe(200)
  await expect(ask('localhost')).rejects.toMatchObject({ code: 'DEPTH_ZERO_SELF_SIGNED_CERT' })
  server.close()
  server.closeAllConnections()
})

test('it is encoded as RFC 5280 asks: its version, algorithm, serial number, extensions and times', async ({
  file,
}) => {
  const { raw, serialNumber } = new X509Certificate((await ensureCertificate(file)).pem)
  const der = raw.toString('hex')
  expect(der).toContain('a003020102')
  expect(der.split('300a06082a8648ce3d040302')).toHaveLength(3)
  // Positive, hard to guess, and of at most 20 bytes.
  expect(serialNumber).toMatch(/^[0-9A-F]{24,40}$/)
  // basicConstraints and keyUsage are critical: what cannot heed them must refuse the certificate.
  expect(der).toContain('300c0603551d130101ff04023000')
  expect(der).toContain('300e0603551d0f0101ff040403020780')
  expect(der).toContain('30130603551d25040c300a06082b06010505070301')
  expect(der).toContain('0603551d110425302382096c6f63616c686f737487047f0000018710'.padEnd(56 + 30, '0'))
})

test('its times are whole seconds, of two digits for the year until 2049 and of four after it', async ({
  file,
}) => {
  const now = new Date('2048-11-30T00:00:59.999Z')
  const inside = new X509Certificate((await ensureCertificate(file, now)).pem)
  expect(inside.raw.toString('latin1')).toContain('\x17\x0d481129235959Z\x18\x0f20500101000059Z')
  expect(inside.validToDate).toEqual(new Date('2050-01-01T00:00:59Z'))
  const earlier = new Date(now.getTime() - 2 * DAY_MS)
  await rm(file)
  const before = new X509Certificate((await ensureCertificate(file, earlier)).pem)
  expect(before.raw.toString('latin1')).toContain('\x17\x0d481127235959Z\x17\x0d491230000059Z')
})
