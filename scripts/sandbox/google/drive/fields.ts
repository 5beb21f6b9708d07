/** A selection of fields: everything, or what is wanted of each named field. */
type Selection = '*' | Map<string, Selection>

/**
 * Reads Google's language for partial responses: `a,b`, `a(b,c)`, `a/b` and `*`
 * (https://developers.google.com/workspace/drive/api/guides/fields-parameter). Null when it cannot be read.
 */
export function parseFields(fields: string): Selection | null {
  const tokens = fields.replace(/\s/g, '').match(/[\w-]+|[*,()/]/g) ?? []
  if (tokens.join('') !== fields.replace(/\s/g, '')) return null
  const selection = readList(tokens)
  return tokens.length === 0 ? selection : null
}

/**
 * The chosen fields of a value; of a list, those of each item. A field that `known` lacks is an `UnknownField`,
 * whether the value has it or not.
 */
export function select(value: unknown, selection: Selection, known: Set<string>): unknown {
  if (selection === '*' || value === null || typeof value !== 'object') return value
  if (Array.isArray(value)) return value.map((item) => select(item, selection, known))
  const chosen: Record<string, unknown> = {}
  for (const [name, inner] of selection) {
    if (name === '*') return value
    if (!known.has(name)) throw new UnknownField(name)
    const field = Object.entries(value).find(([key]) => key === name)
    if (field) chosen[name] = select(field[1], inner, known)
  }
  return chosen
}

export class UnknownField extends Error {
  override name = 'UnknownField'
}

function readList(tokens: string[]): Selection | null {
  const fields = new Map<string, Selection>()
  do {
    const name = tokens.shift()
    if (!name || /^[,()/]$/.test(name)) return null
    const inner = readInner(tokens)
    if (!inner) return null
    fields.set(name, inner)
  } while (tokens[0] === ',' && tokens.shift())
  return fields
}

function readInner(tokens: string[]): Selection | null {
  if (tokens[0] === '/') {
    tokens.shift()
    const name = tokens.shift()
    const inner = name && /^[\w*-]+$/.test(name) ? readInner(tokens) : null
    return name && inner ? new Map([[name, inner]]) : null
  }
  if (tokens[0] !== '(') return '*'
  tokens.shift()
  const list = readList(tokens)
  return tokens.shift() === ')' ? list : null
}
