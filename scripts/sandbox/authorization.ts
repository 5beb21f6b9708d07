import { interactionPolicy, type KoaContextWithOIDC } from 'oidc-provider'
import { findAccess } from './access.ts'
import { rememberAccount, situationOf } from './browser.ts'
import { type Decision, decide, type Refusal, readRequest } from './policy.ts'
import type { World } from './world.ts'

/** How a finished screen tells oidc-provider's side what happened. */
export type ScreenResult = { sub: string; consented: boolean }

const { Check, Prompt } = interactionPolicy
const decisions = new WeakMap<KoaContextWithOIDC, Decision>()
const refusals: Refusal[] = ['login_required', 'interaction_required', 'consent_required']

/** What the screens of this authorization said, once they are done. */
export function screenResult(ctx: KoaContextWithOIDC): ScreenResult | undefined {
  return ctx.oidc.result?.google as ScreenResult | undefined
}

/**
 * Runs when oidc-provider has checked the parameters, before it looks at the session: decides by Google's
 * rules, and signs the session in where no screen is needed.
 */
export function openRequest(world: World, ctx: KoaContextWithOIDC): void {
  const request = readRequest(ctx.oidc.params ?? {})
  const decision = decide(request, situationOf(world, ctx, request))
  decisions.set(ctx, decision)
  if (decision.step !== 'done') return
  rememberAccount(world, ctx, decision.sub)
  const { session } = ctx.oidc
  if (session?.accountId !== decision.sub) session?.loginAccount({ accountId: decision.sub })
}

/** The grant oidc-provider answers from, widening the request where granted scopes are to be included. */
export async function loadGrant(world: World, ctx: KoaContextWithOIDC) {
  const { account, client, params = {} } = ctx.oidc
  const access = account && client && findAccess(world.store, account.accountId, client.clientId)
  if (!access) return undefined
  const request = readRequest(params)
  const settled = screenResult(ctx) ?? decisions.get(ctx)?.step === 'done'
  if (settled && request.includeGranted) {
    params.scope = [...new Set([...request.scopes, ...access.scopes])].join(' ')
  }
  return ctx.oidc.provider.Grant.find(access.id)
}

/** One prompt of ours that holds all of Google's rules, then the ones an app may ask for by name. */
export function googlePrompts() {
  const undecided = (ctx: KoaContextWithOIDC, ...steps: Decision['step'][]) => {
    const decision = decisions.get(ctx)
    return !screenResult(ctx) && decision !== undefined && steps.includes(decision.step)
  }
  const checks = refusals.map(
    (error) =>
      new Check(error, 'a screen would be needed', error, (ctx) => {
        const decision = decisions.get(ctx)
        return undecided(ctx, 'refuse') && decision?.step === 'refuse' && decision.error === error
      }),
  )
  const screens = new Check('screen', 'a screen is needed', (ctx) => undecided(ctx, 'choose', 'consent'))
  return [
    new Prompt({ name: 'google' }, ...checks, screens),
    ...['select_account', 'login', 'consent'].map((name) => new Prompt({ name, requestable: true })),
  ]
}
