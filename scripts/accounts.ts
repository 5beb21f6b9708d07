/** `npm run accounts:disable`, `accounts:enable` and `accounts:free-address`: what operators decide about people. */
import { existsSync } from 'node:fs'
import { createInterface } from 'node:readline/promises'
import { type DisableCause, disableAccount, enableAccount, type FLAG } from '#lib/account/disable'
import { type FoundUser, findUsers } from '#lib/account/find'
import { freeAddress } from '#lib/account/free-address'
import { inTransaction } from '#lib/db/transaction'
import { HIJACKING } from '#lib/errors'
import { foldEmail } from '#lib/provider/identity'
import { runCommand } from './process/run.ts'

type Command = {
  /** Of the people who have had an address, those that it is about; everybody unless it says. */
  concerns?: (user: FoundUser, address: string) => boolean
  /** What will be done, in sentences that end before it is. */
  describe: (user: FoundUser) => string[]
  /** @returns what was done */
  run: (user: FoundUser) => Promise<string>
}

/** What a provider says, within a sentence. */
const reports: Record<string, string> = {
  hijacking: 'somebody else may have had access',
  'bulk-account': 'it is one of many that were made automatically',
  disabled: 'it is disabled there',
  purged: 'it does not exist there any more',
} satisfies Record<DisableCause | typeof FLAG, string>

const commands: Record<string, Command> = {
  disable: {
    describe: () => [
      'They will be signed out everywhere at once, and cannot sign in until you enable the account.',
      'What is kept of them stays, and so does what they allowed at their provider; neither is used meanwhile.',
    ],
    run: async ({ id }) => {
      const done = await inTransaction((tx) => disableAccount(tx, { userId: id }, 'operator'))
      return `Disabled: ${count(done.accounts, 'connection')}, ${count(done.sessions, 'session')} ended.`
    },
  },
  enable: {
    describe: ({ accounts }) => [
      'They can sign in again. Sessions that have ended stay so.',
      ...accounts.flatMap((account) => {
        const said = reports[whatIsSaidOf(account) ?? '']
        return said ? [`${account.provider} reported that ${said}, and has not taken that back.`] : []
      }),
    ],
    run: async ({ id }) => {
      const done = await inTransaction((tx) => enableAccount(tx, { userId: id }, 'operator'))
      return `Enabled: ${count(done, 'connection')}.`
    },
  },
  'free-address': {
    concerns: ({ emailKey }, address) => emailKey === address,
    describe: ({ email }) => [
      `The next person who signs in with a connection that has the address ${email} gets an account of their own.`,
      'Nothing of this one is deleted or handed over. Whoever has its connections still opens it, and has the address again when they do: disable it too if they should not.',
    ],
    run: async ({ id }) =>
      (await freeAddress(id)) ? 'The address is free.' : 'The address was free already.',
  },
}

await runCommand(main)

async function main(args: string[]): Promise<number> {
  const [name = '', who, ...rest] = args.filter((argument) => argument !== '--yes')
  const command = Object.hasOwn(commands, name) ? commands[name] : undefined
  if (!command || !who || rest.length > 0)
    throw new Error(
      `Usage: npm run accounts:${command ? name : 'disable|enable|free-address'} -- ADDRESS-OR-ID [--yes]`,
    )
  if (existsSync('.env')) process.loadEnvFile('.env')
  const user = await findOne(who, command)
  console.log([...describe(user), '', ...command.describe(user), ''].join('\n'))
  if (!args.includes('--yes') && !(await agrees())) {
    console.log('Nothing was changed.')
    return 1
  }
  console.log(await command.run(user))
  return 0
}

async function findOne(who: string, { concerns }: Command): Promise<FoundUser> {
  const all = await findUsers(who)
  const concerned = concerns ? all.filter((one) => concerns(one, foldEmail(who))) : all
  const users = concerned.length > 0 ? concerned : all
  const [user, ...others] = users
  if (!user) throw new Error(`Nobody here has the id or the address ${who}`)
  if (others.length === 0) return user
  const list = users.map((one) => ['', ...describe(one)].join('\n')).join('\n')
  throw new Error(`${users.length} people have had this address. Name one by the id:\n${list}`)
}

function describe({ id, email, emailKey, createdAt, accounts }: FoundUser): string[] {
  return [
    `User ${id}: ${email ?? 'without an address'}${emailKey === '' ? ' (freed)' : ''}, here since ${day(createdAt)}`,
    ...accounts.map((account) => {
      const lock = account.disabledAt
        ? `, disabled on ${day(account.disabledAt)} by ${account.disabledReason ?? 'somebody'}`
        : ''
      const said = whatIsSaidOf(account)
      return `  ${account.provider} ${account.providerAccountId}: ${nameOf(account)}, last signed in with on ${day(account.lastSignInAt)}${lock}${said ? `, ${said}` : ''}`
    }),
  ]
}

/** What a provider says of an account that it does not want to be used, or takes for one of many. */
function whatIsSaidOf({ disabledAt, disabledReason, disabledCause }: FoundUser['accounts'][number]) {
  if (disabledAt === null) return disabledCause
  return disabledReason === 'provider' ? (disabledCause ?? HIJACKING) : null
}

/** Of a provider that this version does not know, too, an operator has to be told. */
function nameOf({ email, handle, name }: FoundUser['accounts'][number]): string {
  return [handle && `@${handle}`, email, name].filter(Boolean).join(', ') || 'without a name'
}

/** Asks where somebody can answer; elsewhere `--yes` is the answer. */
async function agrees(): Promise<boolean> {
  if (!process.stdin.isTTY) {
    console.error('Say --yes to do it.')
    return false
  }
  const prompt = createInterface({ input: process.stdin, output: process.stdout })
  const answer = await prompt.question('Do it? Type yes: ')
  prompt.close()
  return answer.trim().toLowerCase() === 'yes'
}

function day(time: Date): string {
  return time.toISOString().slice(0, 10)
}

function count(number: number, one: string): string {
  return `${number} ${number === 1 ? one : `${one}s`}`
}
