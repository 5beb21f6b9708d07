import type { Tone } from '#components/ui/notice'
import { brand } from '#lib/brand'
import { startOf } from '#lib/provider/identity'
import { FORMER_PROVIDER, type ProviderId, providerNames } from '#lib/provider-ids'
import { providerOf } from '#lib/providers/table'
import type { Notice } from '#lib/sessions/notice'

type Message = { tone: Tone; title: string; text?: string }

/** The sentence that each thing just done ends with. */
export function noticeMessage(notice: Notice): Message {
  switch (notice.kind) {
    case 'switched':
      return { tone: 'good', title: `You are now signed in as ${notice.account}.` }
    case 'new-account':
      return {
        tone: 'info',
        title: 'This is a new account.',
        text: `If you have one here already, sign out, sign in as you did before, and connect ${providerNames[notice.provider]} there.`,
      }
    case 'linked':
      return {
        tone: 'good',
        title: `${startOf(notice.account)} is connected.`,
        text: 'You can sign in with it from now on.',
      }
    case 'already-linked':
      return { tone: 'info', title: `${startOf(notice.account)} was connected already.` }
    case 'unlinked':
      return {
        tone: 'good',
        title: `${startOf(notice.account)} is disconnected.`,
        text: `${describeEnd(notice.provider)} Signing in with it from now on makes a new account, unless you connect it here again first.`,
      }
    case 'not-linked':
      return {
        tone: 'info',
        title: 'That account is not connected here, or no longer.',
        text: 'Nothing was left to change. Below is what is connected now.',
      }
    case 'permission-given':
      return { tone: 'good', title: `${startOf(notice.account)} gave the permission. Nothing else changed.` }
    case 'permission-withheld':
      return {
        tone: 'info',
        title: 'You left the box unticked, so the permission was not given.',
        text: 'That is fine: everything else goes on working.',
      }
    case 'permission-off':
      return {
        tone: 'good',
        title: 'It is turned off here, and we no longer use it.',
        text: `${nameOf(notice)} still lists the permission until you remove it there or disconnect the account.`,
      }
    case 'permission-on':
      return { tone: 'good', title: 'It is turned on again.' }
    case 'permission-gone':
      return {
        tone: 'info',
        title: `${nameOf(notice)} does not list this permission any more, so ${nameOf(notice)} has to be asked.`,
        text: 'Nothing was changed yet.',
      }
    case 'reconnected':
      return { tone: 'good', title: `${startOf(notice.account)} is connected again.` }
    case 'confirmed':
      return { tone: 'good', title: 'Thank you, it is you. Go on where you were.' }
    case 'cancelled':
      return { tone: 'info', title: `You cancelled at ${nameOf(notice)}. Nothing was changed.` }
    case 'language-chosen':
      return { tone: 'good', title: 'The language is saved.' }
    case 'session-ended':
      return { tone: 'good', title: `${notice.browser ?? 'The other session'} is signed out.` }
    case 'session-over':
      return {
        tone: 'info',
        title: 'That session is over already.',
        text: 'Nothing was left to end. Below is where you are signed in now.',
      }
    case 'others-ended':
      return {
        tone: 'good',
        title:
          notice.count === 0
            ? 'There was no other session to end.'
            : `You are signed out everywhere else (${notice.count} ${notice.count === 1 ? 'session' : 'sessions'}).`,
      }
  }
}

type About = { provider?: ProviderId | undefined }

/** A notice that names no provider was left by a server of the version before, which knew one. */
function providerIn({ provider = FORMER_PROVIDER }: About): ProviderId {
  return provider
}

function nameOf(notice: About): string {
  return providerNames[providerIn(notice)]
}

/** What becomes of the access. Where ending a token does not end all of it, the provider goes on listing us. */
function describeEnd(provider: About['provider']): string {
  const name = nameOf({ provider })
  return providerOf(providerIn({ provider })).revocation.endsAll
    ? `We are telling ${name} to end its access.`
    : `Its access here is over; ${name} lists ${brand.name} until you remove it there.`
}
