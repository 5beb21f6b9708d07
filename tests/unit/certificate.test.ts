import { createPrivateKey, X509Certificate } from 'node:crypto'
import { once } from 'node:events'
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { get } from 'node:https'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test as base, expect } from '@playwright/test'
import { keepCertificate } from '#scripts/dev/certificate'
import { integer, objectIdentifier, time, value } from '#scripts/dev/der'
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
  const pem = await keepCertificate(file)
  const certificate = new X509Certificate(pem)
  expect(certificate.subjectAltName).toBe('DNS:localhost, IP Address:127.0.0.1, IP Address:0:0:0:0:0:0:0:1')
  expect(certificate.verify(certificate.publicKey)).toBe(true)
  expect(certificate.checkPrivateKey(createPrivateKey(pem))).toBe(true)
  expect(certificate.ca).toBe(false)
  expect(certificate.keyUsage).toEqual(['1.3.6.1.5.5.7.3.1'])
  expect((await stat(file)).mode & 0o777).toBe(0o600)
})

test('it is made once, and again when it ends within a month or cannot be read', async ({ file }) => {
  const first = await keepCertificate(file)
  expect(await keepCertificate(file)).toBe(first)
  const inAYear = new Date(Date.now() + 365 * DAY_MS)
  expect(await keepCertificate(file, new Date(inAYear.getTime() - DAY_MS))).toBe(first)
  const second = await keepCertificate(file, new Date(inAYear.getTime() + 3 * DAY_MS))
  expect(second).not.toBe(first)
  await writeFile(file, 'not a certificate')
  await keepCertificate(file)
  expect(new X509Certificate(await readFile(file)).checkHost('localhost')).toBe('localhost')
})

test('a client that trusts it accepts our server by every name of this machine, and no other client does', async ({
  file,
}) => {
  const ca = await keepCertificate(file)
  const settings = {
    development: true,
    issuer: 'https://accounts.google.com',
    authSecret: 'a secret for tests that is long enough',
    trustedProxyHops: 0,
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

test('values are encoded as X.690 shows them', () => {
  expect(objectIdentifier('1.2.840.113549').toString('hex')).toBe('06062a864886f70d')
  expect(integer(Buffer.of(0x7f)).toString('hex')).toBe('02017f')
  expect(integer(Buffer.of(0x80)).toString('hex')).toBe('02020080')
  expect(value(0x04, Buffer.alloc(127)).subarray(0, 2).toString('hex')).toBe('047f')
  expect(value(0x04, Buffer.alloc(128)).subarray(0, 3).toString('hex')).toBe('048180')
  expect(value(0x04, Buffer.alloc(201), Buffer.alloc(234)).subarray(0, 4).toString('hex')).toBe('048201b3')
  expect(time(new Date('2049-12-31T23:59:59Z')).toString('latin1')).toBe('\x17\x0d491231235959Z')
  expect(time(new Date('2050-01-01T00:00:00Z')).toString('latin1')).toBe('\x18\x0f20500101000000Z')
})
