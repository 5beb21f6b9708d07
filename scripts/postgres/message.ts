import { z } from 'zod'

export const ready = z.object({
  type: z.literal('ready'),
  port: z.number(),
  /** Where the data is, which under root may not be where it was wanted; then `note` says so. */
  directory: z.string(),
  note: z.string().optional(),
})

/** What the owner of the server tells its parent. */
export type Message = z.infer<typeof ready> | { type: 'failed'; message: string }
