import { generateKeyPairSync, type KeyObject, randomBytes, sign, X509Certificate } from 'node:crypto'
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import { bitString, integer, objectIdentifier, sequence, time, value } from './der.ts'

const DAY_MS = 24 * 60 * 60 * 1_000

/** Browsers take no certificate of more than 398 days, and a minute is for clocks that differ. */
const LIFETIME_MS = 397 * DAY_MS
const EARLIER_MS = 60_000
const RENEW_MS = 30 * DAY_MS

const ECDSA_WITH_SHA256 = sequence(objectIdentifier('1.2.840.10045.4.3.2'))
const NAME = sequence(
  value(
    0x31,
    sequence(objectIdentifier('2.5.4.3'), value(0x0c, Buffer.from('Latchkey development on localhost'))),
  ),
)

/**
 * A key and its own certificate for localhost, in one PEM file that only its owner can read. Made when there is
 * none, or when it ends within a month.
 *
 * @returns the content of the file
 */
export async function keepCertificate(file: string, now = new Date()): Promise<string> {
  const kept = await readFile(file, 'utf8').catch(() => '')
  if (isGood(kept, now)) return kept
  const made = makeCertificate(now)
  const unfinished = `${file}.${process.pid}`
  await mkdir(dirname(file), { recursive: true, mode: 0o711 })
  await writeFile(unfinished, made, { mode: 0o600 })
  await rename(unfinished, file)
  return made
}

function isGood(pem: string, now: Date): boolean {
  try {
    return new X509Certificate(pem).validToDate.getTime() - now.getTime() > RENEW_MS
  } catch {
    return false
  }
}

/** Node makes keys and signatures; what is signed here is RFC 5280, section 4.1. */
function makeCertificate(now: Date): string {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const signed = describe(publicKey, now)
  const certificate = sequence(signed, ECDSA_WITH_SHA256, bitString(sign('sha256', signed, privateKey)))
  return `${privateKey.export({ type: 'pkcs8', format: 'pem' })}${new X509Certificate(certificate)}`
}

function describe(publicKey: KeyObject, now: Date): Buffer {
  const serial = randomBytes(16)
  // Positive, and without a leading zero that the encoding forbids.
  serial[0] = ((serial[0] ?? 0) & 0x3f) | 0x40
  return sequence(
    value(0xa0, integer(Buffer.of(2))),
    integer(serial),
    ECDSA_WITH_SHA256,
    NAME,
    sequence(time(new Date(now.getTime() - EARLIER_MS)), time(new Date(now.getTime() + LIFETIME_MS))),
    NAME,
    publicKey.export({ type: 'spki', format: 'der' }),
    value(0xa3, sequence(...extensions())),
  )
}

/** Good for a server on this machine and nothing else; it cannot vouch for other certificates. */
function extensions(): Buffer[] {
  const localhost = value(0x82, Buffer.from('localhost'))
  const loopback = [Buffer.of(127, 0, 0, 1), Buffer.of(...Array(15).fill(0), 1)]
  return [
    extension('2.5.29.19', sequence(), 'critical'),
    extension('2.5.29.15', bitString(Buffer.of(0x80), 7), 'critical'),
    extension('2.5.29.37', sequence(objectIdentifier('1.3.6.1.5.5.7.3.1'))),
    extension('2.5.29.17', sequence(localhost, ...loopback.map((address) => value(0x87, address)))),
  ]
}

function extension(id: string, content: Buffer, critical?: 'critical'): Buffer {
  const mark = critical ? [value(0x01, Buffer.of(0xff))] : []
  return sequence(objectIdentifier(id), ...mark, value(0x04, content))
}
