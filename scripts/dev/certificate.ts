// What @peculiar/x509 is made with asks for it.
import 'reflect-metadata'
import { X509Certificate } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import {
  BasicConstraintsExtension,
  ExtendedKeyUsage,
  ExtendedKeyUsageExtension,
  KeyUsageFlags,
  KeyUsagesExtension,
  PemConverter,
  SubjectAlternativeNameExtension,
  X509CertificateGenerator,
} from '@peculiar/x509'
import { writePrivately } from './state.ts'

const DAY_MS = 24 * 60 * 60 * 1_000

/** Browsers take no certificate of more than 398 days, and a minute is for clocks that differ. */
const LIFETIME_MS = 397 * DAY_MS
const EARLIER_MS = 60_000
const RENEW_MS = 30 * DAY_MS

const ALGORITHM = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' }

/** A key and its own certificate for localhost: the file, which only its owner can read, and its content. */
export type Certificate = { file: string; pem: string }

/** Makes the certificate when there is none, or when it ends within a month. */
export async function ensureCertificate(file: string, now = new Date()): Promise<Certificate> {
  const found = await readFile(file, 'utf8').catch(() => '')
  if (isGood(found, now)) return { file, pem: found }
  const pem = await makeCertificate(now)
  await writePrivately(file, pem)
  return { file, pem }
}

function isGood(pem: string, now: Date): boolean {
  try {
    return new X509Certificate(pem).validToDate.getTime() - now.getTime() > RENEW_MS
  } catch {
    return false
  }
}

/** Good for a server on this machine and nothing else; it cannot vouch for other certificates. */
async function makeCertificate(now: Date): Promise<string> {
  const keys = await crypto.subtle.generateKey(ALGORITHM, true, ['sign', 'verify'])
  const certificate = await X509CertificateGenerator.createSelfSigned({
    name: 'CN=Latchkey development on localhost',
    keys,
    signingAlgorithm: ALGORITHM,
    notBefore: toSeconds(now.getTime() - EARLIER_MS),
    notAfter: toSeconds(now.getTime() + LIFETIME_MS),
    extensions: [
      new BasicConstraintsExtension(false, undefined, true),
      new KeyUsagesExtension(KeyUsageFlags.digitalSignature, true),
      new ExtendedKeyUsageExtension([ExtendedKeyUsage.serverAuth]),
      new SubjectAlternativeNameExtension([
        { type: 'dns', value: 'localhost' },
        { type: 'ip', value: '127.0.0.1' },
        { type: 'ip', value: '::1' },
      ]),
    ],
  })
  const key = await crypto.subtle.exportKey('pkcs8', keys.privateKey)
  return `${PemConverter.encode(key, PemConverter.PrivateKeyTag)}\n${certificate.toString('pem')}\n`
}

/** A certificate has no fractions of a second (RFC 5280, section 4.1.2.5). */
function toSeconds(ms: number): Date {
  return new Date(Math.floor(ms / 1_000) * 1_000)
}
