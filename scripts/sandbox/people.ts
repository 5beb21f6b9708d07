import { z } from 'zod'

export const personSchema = z.object({
  sub: z.string().min(1).max(255),
  email: z.string().min(3),
  email_verified: z.boolean().default(true),
  name: z.string().min(1),
  given_name: z.string().optional(),
  family_name: z.string().optional(),
  /** Address of a picture, null for none; left out, the sandbox draws one. */
  picture: z.string().nullable().optional(),
  /** Google Workspace domain. */
  hd: z.string().nullable().optional(),
})

export type Person = z.output<typeof personSchema>

/** Who is there at first: README.md says what each is for. */
const seedPeople: Person[] = [
  {
    sub: '104857600000000000001',
    email: 'ada@gmail.example',
    email_verified: true,
    name: 'Ada Lovelace',
  },
  {
    sub: '104857600000000000002',
    email: 'grace@analytical.example',
    email_verified: true,
    name: 'Grace Hopper',
    hd: 'analytical.example',
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
  const bySub = new Map(initial.map((person) => [person.sub, person]))
  return {
    list: (): Person[] => [...bySub.values()],
    find: (sub: string): Person | undefined => bySub.get(sub),
    /** Finds by `sub` or e-mail, the same letters first, then in any case. */
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
