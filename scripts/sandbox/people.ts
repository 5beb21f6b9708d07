import { z } from 'zod'

/** Somebody's account at Facebook. Without a name or a picture of its own it has the person's. */
export const facebookAccountSchema = z.strictObject({
  /** The app-scoped id: another app would be told another one. */
  id: z.string().min(1),
  name: z.string().min(1).optional(),
  picture: z.string().nullable().optional(),
  /** None for whoever signed up with a telephone number. */
  email: z.string().nullable().default(null),
})

/** Somebody's account at X. Without a name or a picture of its own it has the person's. */
export const xAccountSchema = z.strictObject({
  /** The identity, a number of at most 19 digits. */
  id: z.string().min(1),
  /** The handle, which people change and others may then take. */
  username: z.string().min(1),
  name: z.string().min(1).optional(),
  picture: z.string().nullable().optional(),
  protected: z.boolean().default(false),
  verified: z.boolean().default(false),
  suspended: z.boolean().default(false),
  /** The address that X had confirmed once. */
  confirmed_email: z.string().nullable().default(null),
  /** How many posts there are, or which ones, the newest first. */
  posts: z
    .union([
      z.int().nonnegative(),
      z.array(
        z.strictObject({
          text: z.string(),
          id: z.string().optional(),
          created_at: z.iso.datetime().optional(),
          kind: z.enum(['post', 'reply', 'repost']).default('post'),
          unavailable: z.boolean().default(false),
        }),
      ),
    ])
    .default(45),
})

export const personSchema = z.object({
  sub: z.string().min(1).max(255),
  email: z.string().min(3),
  email_verified: z.boolean().default(true),
  /** Empty for an account without a name. */
  name: z.string(),
  given_name: z.string().optional(),
  family_name: z.string().optional(),
  /** Address of a picture, null for none; left out, the sandbox draws one. */
  picture: z.string().nullable().optional(),
  /** Google Workspace domain. */
  hd: z.string().nullable().optional(),
  /** How many files their Drive has; left out, a few hundred. */
  files: z.int().nonnegative().max(20_000).optional(),
  facebook: facebookAccountSchema.nullable().optional(),
  x: xAccountSchema.nullable().optional(),
})

export type Person = z.output<typeof personSchema>
export type FacebookAccount = z.output<typeof facebookAccountSchema>
export type XAccount = z.output<typeof xAccountSchema>

/** Who is there at first: README.md says what each is for. */
const seedPeople: Person[] = [
  {
    sub: '104857600000000000001',
    email: 'ada@gmail.example',
    email_verified: true,
    name: 'Ada Lovelace',
    facebook: facebookAccountSchema.parse({ id: '122100000000000001', email: 'ada@gmail.example' }),
    x: xAccountSchema.parse({
      id: '1500000000000000001',
      username: 'ada_lovelace',
      confirmed_email: 'ada@gmail.example',
    }),
  },
  {
    sub: '104857600000000000002',
    email: 'grace@analytical.example',
    email_verified: true,
    name: 'Grace Hopper',
    hd: 'analytical.example',
    facebook: facebookAccountSchema.parse({ id: '122100000000000002' }),
  },
  {
    sub: '104857600000000000003',
    email: 'newcomer@elsewhere.example',
    email_verified: false,
    name: 'Niko Newcomer',
  },
  {
    sub: '104857600000000000004',
    email: 'nahapetyan@gmail.example',
    email_verified: true,
    name: 'Աստղիկ Հովհաննիսյան-Նահապետյան Տիգրանուհի Վարդանի',
    given_name: 'Աստղիկ',
    family_name: 'Հովհաննիսյան-Նահապետյան Տիգրանուհի Վարդանի',
    picture: null,
    x: xAccountSchema.parse({ id: '1500000000000000004', username: 'nahapetyan', protected: true }),
  },
  {
    sub: '104857600000000000005',
    email: 'Ada@Gmail.example',
    email_verified: true,
    name: 'Adam Gmail',
  },
]

/** The people who have accounts. There are the seed people unless `initial` says who. */
export function createPeople(initial: Person[] = seedPeople) {
  const bySub = new Map(initial.map((person) => [person.sub, withSeedAccounts(person)]))
  return {
    list: (): Person[] => [...bySub.values()],
    find: (sub: string): Person | undefined => bySub.get(sub),
    /** Whose account at this provider has this id. */
    findAt: (provider: 'facebook' | 'x', id: string): Person | undefined =>
      [...bySub.values()].find((person) => person[provider]?.id === id),
    /** Finds by `sub` or email, the same letters first, then in any case. */
    findByHint(hint: string): Person | undefined {
      const everyone = [...bySub.values()]
      return (
        bySub.get(hint) ??
        everyone.find((person) => person.email === hint) ??
        everyone.find((person) => person.email.toLowerCase() === hint.toLowerCase())
      )
    },
    /** Adds a person, or replaces the one with the same `sub`. */
    put(person: Person): void {
      bySub.set(person.sub, person)
    },
    remove: (sub: string): boolean => bySub.delete(sub),
    reset(): void {
      bySub.clear()
      for (const person of seedPeople) bySub.set(person.sub, person)
    },
  }
}

// Files of earlier versions know of no other provider than Google.
function withSeedAccounts(person: Person): Person {
  const { facebook, x } = seedPeople.find(({ sub }) => sub === person.sub) ?? {}
  return { ...(facebook && { facebook }), ...(x && { x }), ...person }
}
