import 'server-only'
import { z } from 'zod'
import { AppError } from '#lib/errors'

const answerShape = z
  .object({
    state: z.string().min(1).max(1_024),
    code: z.string().min(1).max(2_048).optional(),
    iss: z.string().max(512).optional(),
    error: z.string().min(1).max(512).optional(),
  })
  .refine(({ code, error }) => (code === undefined) !== (error === undefined))

/** What Google says on the way back (RFC 6749, sections 4.1.2 and 4.1.2.1; `iss` by RFC 9207). */
export type CallbackAnswer = z.output<typeof answerShape>

/**
 * Reads the parameters that we know and leaves the others: Google adds `scope`, `authuser`, `hd` and `prompt`.
 *
 * @throws AppError `invalid_callback` when one is missing, too long or given twice
 */
export function readCallback(query: URLSearchParams): CallbackAnswer {
  const names = ['state', 'code', 'iss', 'error'] as const
  if (names.some((name) => query.getAll(name).length > 1)) throw new AppError('invalid_callback')
  const given = names.filter((name) => query.has(name)).map((name) => [name, query.get(name)])
  const parsed = answerShape.safeParse(Object.fromEntries(given))
  if (!parsed.success) throw new AppError('invalid_callback')
  return parsed.data
}
