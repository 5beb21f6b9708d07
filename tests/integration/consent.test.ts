import { deleteUser } from '#lib/account/delete'
import {
  confirmIntent,
  grantIntent,
  type Intent,
  linkIntent,
  reconnectIntent,
  signInIntent,
} from '#lib/auth/intents'
import { writeCallback } from '#lib/auth/write'
import { disconnect } from '#lib/connections/disconnect'
import { turnFeatureOff } from '#lib/connections/features'
import { listConnections } from '#lib/connections/list'
import { db } from '#lib/db/client'
import { getAccessToken } from '#lib/grants/access-token'
import type { Viewer } from '#lib/viewer'
import { driveScope } from '#tests/support/google-visitor'
import {
  type AddressedIdentity,
  client,
  link,
  newDriver,
  newSignIn,
  newViewer,
  viewerOf,
} from '#tests/support/lib'
import { expect, test } from '#tests/support/test'

const OTHER = 'https://www.googleapis.com/auth/calendar.readonly'
const EVERYTHING = ['email', driveScope, OTHER, 'openid', 'profile']

type Owner = { identity: AddressedIdentity; viewer: Viewer }

const newOwner = () => newDriver(EVERYTHING)

const signInOnly = async () => signInIntent('google')

/** Google lists everything that this application was ever given, whatever it is asked for (`include_granted_scopes`). */
const answerTo = (intent: Intent, { identity }: Pick<Owner, 'identity'>) => ({
  ...newSignIn(identity, { scopes: EVERYTHING }),
  intent,
})

/** What becomes of Drive for somebody who comes back: whether it is used, and how Connections shows it. */
async function comeBack(owner: Owner, intent: Intent) {
  const written = await writeCallback(answerTo(intent, owner))
  const { id: accountId } = await db().account.findFirstOrThrow({
    where: { providerAccountId: owner.identity.subject },
  })
  const viewer = await viewerOf(written)
  const { kind } = await getAccessToken(viewer, { scopes: [driveScope], accountId })
  const connection = (await listConnections(viewer)).find(({ id }) => id === accountId)
  return [
    kind,
    ...[driveScope, OTHER].map((one) => connection?.permissions.find(({ scope }) => scope === one)?.use),
  ]
}

const OFF = ['turned-off', 'given', 'given']
const DRIVE_ON = ['ready', 'on', 'given']
const BOTH_ON = ['ready', 'on', 'on']

type Case = [what: string, prepare: () => Promise<{ owner: Owner; intent: Intent }>, becomes: string[]]

const lose = (owner: Owner) => db().grant.delete({ where: { accountId: owner.viewer.accountId } })

/** Everything that can have been between a permission and an answer that lists it again. */
const cases: Case[] = [
  [
    'the account was deleted a moment ago, and the grant is still to be revoked',
    async () => {
      const owner = await newOwner()
      await deleteUser(owner.viewer, client)
      return { owner, intent: await signInOnly() }
    },
    OFF,
  ],
  [
    'the account was deleted, and its grant could not be read, so that nothing is to be revoked',
    async () => {
      const owner = await newOwner()
      await db().grant.update({
        where: { accountId: owner.viewer.accountId },
        data: { refreshToken: 'x.y.z' },
      })
      await deleteUser(owner.viewer, client)
      return { owner, intent: await signInOnly() }
    },
    OFF,
  ],
  [
    'the account was deleted long ago, and Google never took the revocation',
    async () => {
      const owner = await newOwner()
      await deleteUser(owner.viewer, client)
      await db().revocation.deleteMany()
      return { owner, intent: await signInOnly() }
    },
    OFF,
  ],
  [
    'it was disconnected, and opens an account of its own now',
    async () => {
      const owner = await newViewer()
      const second = await link(owner.viewer, newSignIn({}, { scopes: EVERYTHING }))
      await disconnect(owner.viewer, second.accountId, client)
      return { owner: { ...owner, identity: second.identity }, intent: await signInOnly() }
    },
    OFF,
  ],
  [
    'it was disconnected, and is connected again',
    async () => {
      const owner = await newViewer()
      const second = await link(owner.viewer, newSignIn({}, { scopes: EVERYTHING }))
      await disconnect(owner.viewer, second.accountId, client)
      return { owner: { ...owner, identity: second.identity }, intent: linkIntent(owner.viewer, 'google') }
    },
    OFF,
  ],
  [
    'the key of its tokens was lost and its grant deleted, at a sign-in',
    async () => {
      const owner = await newOwner()
      await lose(owner)
      return { owner, intent: await signInOnly() }
    },
    OFF,
  ],
  [
    'the key of its tokens was lost and its grant deleted, at a reconnect',
    async () => {
      const owner = await newOwner()
      await lose(owner)
      return { owner, intent: await reconnectIntent(owner.viewer, owner.viewer.accountId) }
    },
    OFF,
  ],
  [
    'the key of its tokens was lost and its grant deleted, when somebody confirms',
    async () => {
      const owner = await newOwner()
      await lose(owner)
      return { owner, intent: await confirmIntent(owner.viewer) }
    },
    OFF,
  ],
  [
    'it was given to another application of the same project, and never asked for here',
    async () => {
      const owner = await newViewer()
      return { owner, intent: await signInOnly() }
    },
    OFF,
  ],
  [
    'it was taken back at Google, and is listed again without having been asked for',
    async () => {
      const owner = await newOwner()
      await writeCallback(newSignIn(owner.identity))
      return { owner, intent: await signInOnly() }
    },
    OFF,
  ],
  ...(['sign-in', 'confirm', 'reconnect'] as const).map(
    (kind): Case => [
      `it was turned off here, at a ${kind}`,
      async () => {
        const owner = await newOwner()
        const { accountId } = owner.viewer
        await turnFeatureOff(owner.viewer, { accountId, feature: 'drive' }, client)
        const intents = {
          'sign-in': signInOnly,
          confirm: () => confirmIntent(owner.viewer),
          reconnect: () => reconnectIntent(owner.viewer, accountId),
        }
        return { owner, intent: await intents[kind]() }
      },
      ['turned-off', 'given', 'on'],
    ],
  ),
  [
    'it is used, at a sign-in',
    async () => ({ owner: await newOwner(), intent: await signInOnly() }),
    BOTH_ON,
  ],
  [
    'it is used, when somebody confirms',
    async () => {
      const owner = await newOwner()
      return { owner, intent: await confirmIntent(owner.viewer) }
    },
    BOTH_ON,
  ],
  [
    'it was lost, and is asked for',
    async () => {
      const owner = await newOwner()
      await lose(owner)
      return { owner, intent: await grantIntent(owner.viewer, owner.viewer.accountId, 'drive') }
    },
    DRIVE_ON,
  ],
  [
    'it was turned off here, and is asked for',
    async () => {
      const owner = await newOwner()
      const { accountId } = owner.viewer
      await turnFeatureOff(owner.viewer, { accountId, feature: 'drive' }, client)
      return { owner, intent: await grantIntent(owner.viewer, accountId, 'drive') }
    },
    BOTH_ON,
  ],
  [
    'Google ended it, and it is reconnected',
    async () => {
      const owner = await newOwner()
      const { accountId } = owner.viewer
      await db().grant.update({ where: { accountId }, data: { endedAt: new Date(), endReason: 'revoked' } })
      return { owner, intent: await reconnectIntent(owner.viewer, accountId) }
    },
    BOTH_ON,
  ],
]

for (const [what, prepare, becomes] of cases) {
  test(`a permission that Google lists: ${what}`, { tag: ['@R26', '@R113'] }, async () => {
    const { owner, intent } = await prepare()
    expect(await comeBack(owner, intent)).toEqual(becomes)
  })
}
