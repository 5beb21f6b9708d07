/** The Distinguished Encoding Rules (ITU-T X.690), as far as a certificate needs them. */

/** One value: its tag, its length and its content, which is the given parts one after another. */
export function value(tag: number, ...parts: Uint8Array[]): Buffer {
  const content = Buffer.concat(parts)
  return Buffer.concat([Buffer.of(tag), encodeLength(content.length), content])
}

export function sequence(...parts: Uint8Array[]): Buffer {
  return value(0x30, ...parts)
}

/** A whole number that is not negative, from its bytes: the first bit of an INTEGER is its sign. */
export function integer(bytes: Uint8Array): Buffer {
  return (bytes[0] ?? 0) < 0x80 ? value(0x02, bytes) : value(0x02, Buffer.of(0), bytes)
}

/** `1.2.840`, with the first two numbers in one byte and the others in groups of seven bits. */
export function objectIdentifier(dotted: string): Buffer {
  const [first = 0, second = 0, ...rest] = dotted.split('.').map(Number)
  return value(0x06, Buffer.from([first * 40 + second, ...rest.flatMap(encodeBase128)]))
}

export function bitString(bytes: Uint8Array, unusedBits = 0): Buffer {
  return value(0x03, Buffer.of(unusedBits), bytes)
}

/** UTCTime until 2049 and GeneralizedTime after it (RFC 5280, section 4.1.2.5), to the second. */
export function time(date: Date): Buffer {
  const digits = `${date.toISOString().replace(/\D/g, '').slice(0, 14)}Z`
  return date.getUTCFullYear() < 2050
    ? value(0x17, Buffer.from(digits.slice(2)))
    : value(0x18, Buffer.from(digits))
}

function encodeLength(length: number): Buffer {
  if (length < 0x80) return Buffer.of(length)
  const hex = length.toString(16)
  const bytes = Buffer.from(hex.padStart(hex.length + (hex.length % 2), '0'), 'hex')
  return Buffer.concat([Buffer.of(0x80 | bytes.length), bytes])
}

function encodeBase128(number: number): number[] {
  const groups = [number & 0x7f]
  for (let rest = number >>> 7; rest > 0; rest >>>= 7) groups.unshift((rest & 0x7f) | 0x80)
  return groups
}
