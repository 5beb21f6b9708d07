import { PrismaAdapter } from '@auth/prisma-adapter'
import { PrismaPg } from '@prisma/adapter-pg'
import NextAuth from 'next-auth'
import Google from 'next-auth/providers/google'
import { PrismaClient } from './generated/client.ts'

const prisma = new PrismaClient({
  adapter: new PrismaPg({ connectionString: process.env.DATABASE_URL, max: 10 }),
})

/** As https://authjs.dev/getting-started/adapters/prisma has it; the account is chosen each time, as everywhere in a run. */
export const { handlers, auth, signIn } = NextAuth({
  adapter: PrismaAdapter(prisma),
  providers: [
    Google({
      issuer: process.env.AUTH_GOOGLE_ISSUER,
      authorization: { params: { prompt: 'select_account' } },
    }),
  ],
})
