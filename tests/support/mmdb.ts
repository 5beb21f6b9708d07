/**
 * A database in MaxMind's format (maxmind.github.io/MaxMind-DB) in which every address has the same record: what no database in npm
 * has, such as cities, can be read from it.
 */
export function writeDatabase(record: object, { type = 'Test-City', ipVersion = 6 } = {}): Buffer {
  const data = 1 + DATA_SEPARATOR
  const tree = Buffer.alloc(6)
  for (const side of [0, 3]) tree.writeUIntBE(data, side, 3)
  const metadata = encode({
    node_count: 1,
    record_size: 24,
    ip_version: ipVersion,
    database_type: type,
    languages: [],
    binary_format_major_version: 2,
    binary_format_minor_version: 0,
    build_epoch: Math.floor(Date.now() / 1_000),
    description: {},
  })
  const marker = Buffer.from('\xab\xcd\xefMaxMind.com', 'latin1')
  return Buffer.concat([tree, Buffer.alloc(DATA_SEPARATOR), encode(record), marker, metadata])
}

/** Zeros between the tree and the data. */
const DATA_SEPARATOR = 16

const types = { text: 2, map: 7, uint32: 6, array: 11 } as const

function encode(value: unknown): Buffer {
  if (typeof value === 'string') {
    const text = Buffer.from(value)
    return Buffer.concat([control(types.text, text.length), text])
  }
  if (typeof value === 'number') {
    const number = Buffer.alloc(4)
    number.writeUInt32BE(value)
    return Buffer.concat([control(types.uint32, 4), number])
  }
  if (Array.isArray(value)) return Buffer.concat([control(types.array, value.length), ...value.map(encode)])
  const entries = Object.entries(value as object)
  return Buffer.concat([control(types.map, entries.length), ...entries.flat().map(encode)])
}

/** Types beyond seven are written in a byte of their own. Nothing here is longer than 28. */
function control(type: number, size: number): Buffer {
  return type > 7 ? Buffer.from([size, type - 7]) : Buffer.from([(type << 5) | size])
}
