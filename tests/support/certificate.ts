// What @peculiar/x509 is made with asks for it.
import 'reflect-metadata'
import { PemConverter, SubjectAlternativeNameExtension, X509CertificateGenerator } from '@peculiar/x509'

const ALGORITHM = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' }
const DAY_MS = 24 * 60 * 60 * 1_000

/**
 * A certificate that vouches for itself, and its key, as PEM: good from now on for a day, or over for one.
 * Nobody trusts it who is not told to.
 */
export async function newCertificate({ name = 'localhost', over = false } = {}): Promise<string> {
  const keys = await crypto.subtle.generateKey(ALGORITHM, true, ['sign', 'verify'])
  const end = Date.now() + (over ? -DAY_MS : DAY_MS)
  const certificate = await X509CertificateGenerator.createSelfSigned({
    name: `CN=${name}`,
    keys,
    signingAlgorithm: ALGORITHM,
    notBefore: new Date(end - 2 * DAY_MS),
    notAfter: new Date(end),
    extensions: [new SubjectAlternativeNameExtension([{ type: 'dns', value: name }])],
  })
  const key = await crypto.subtle.exportKey('pkcs8', keys.privateKey)
  return `${PemConverter.encode(key, PemConverter.PrivateKeyTag)}\n${certificate.toString('pem')}\n`
}
