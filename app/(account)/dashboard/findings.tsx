import { AuthorizationForm } from '#components/account/authorization-form'
import type { FindingItem } from '#components/account/overview'
import { Button } from '#components/ui/button'
import { LocalTime } from '#components/ui/local-time'
import { PageButton } from '#components/ui/page-button'
import { SubmitButton } from '#components/ui/submit-button'
import type { Finding } from '#lib/account/findings'
import type { Connection } from '#lib/connections/list'
import { featureRow } from '#lib/provider/features'
import { startOf } from '#lib/provider/identity'
import { providerNames } from '#lib/provider-ids'
import { nameDevice, namePlace } from '../../device-messages.ts'
import { describeEndReason } from '../end-reason-messages.ts'
import { confirmBrowsers } from './actions.ts'

type Found<Kind extends Finding['kind']> = Extract<Finding, { kind: Kind }>

/** What the overview says of a finding, and the button that mends it. */
export function findingItem(finding: Finding, now: Date): FindingItem {
  switch (finding.kind) {
    case 'new-browsers':
      return newBrowsers(finding, now)
    case 'access':
      return accessItem(finding.connection)
    case 'permission-lost':
      return permissionItem(finding)
    case 'one-way-in':
      return {
        id: finding.kind,
        tone: 'advice',
        title: 'You have one way in',
        text: 'If you lose that account, you cannot come in any more. A second one opens this account, too.',
        action: <PageButton href="/connections">Connect another</PageButton>,
      }
    case 'no-address':
      return {
        id: finding.kind,
        tone: 'advice',
        title: 'We have no e-mail address of yours',
        text: 'We cannot write to you when something happens in your account. Connect an account that has one.',
        action: <PageButton href="/connections">Connect one</PageButton>,
      }
    case 'unverified-address':
      return {
        id: finding.kind,
        tone: 'advice',
        title: 'Nobody has verified your e-mail address',
        text: 'No provider says that it is yours. Connect an account whose provider does.',
        action: <PageButton href="/connections">Connect one</PageButton>,
      }
  }
}

function newBrowsers({ lines, count }: Found<'new-browsers'>, now: Date): FindingItem {
  const more = count - lines.length
  return {
    id: 'new-browsers',
    tone: 'problem',
    title:
      count === 1
        ? 'A browser that is new came in. Was this you?'
        : `${count} browsers that are new came in. Was this you?`,
    text: (
      <>
        {lines.map(({ id, device, place, ipAddress, at }) => (
          <span key={id} className="block">
            <bdi>{nameDevice(device)}</bdi>
            {ipAddress ? ` at ${ipAddress}` : null}
            {place ? `, ${namePlace(place)}` : null},{' '}
            <LocalTime at={at.toISOString()} style="relative" now={now.toISOString()} />
          </span>
        ))}
        {more > 0 ? <span className="block">and {more} more</span> : null}
      </>
    ),
    action: (
      <>
        <form action={confirmBrowsers}>
          <input type="hidden" name="line" value={lines[0]?.id} />
          <SubmitButton variant="quiet">It was me</SubmitButton>
        </form>
        <PageButton href="/activity" variant="danger">
          It was not me
        </PageButton>
      </>
    ),
  }
}

function accessItem({ id, provider, label, access }: Connection): FindingItem {
  const [account, name] = [startOf(label), providerNames[provider]]
  const reconnect = (
    <AuthorizationForm intent="reconnect" account={id} returnTo="/dashboard">
      <Button type="submit" variant="primary">
        Reconnect<span className="sr-only"> {account}</span>
      </Button>
    </AuthorizationForm>
  )
  switch (access.kind) {
    case 'ended':
      return {
        id,
        tone: 'problem',
        title: `Our access to ${label} at ${name} ended`,
        text: `${describeEndReason(access.reason, provider)} You can still sign in with it.`,
        action: reconnect,
      }
    case 'ends':
      return {
        id,
        tone: 'warning',
        title: `Our access to ${label} at ${name} ends soon`,
        text: (
          <>
            It was given for a limited time, and ends on <LocalTime at={access.at.toISOString()} />
          </>
        ),
        action: reconnect,
      }
    case 'locked':
      return {
        id,
        tone: 'problem',
        title: `${account} is locked`,
        text:
          access.by === 'provider'
            ? `${name} told us that somebody else may have had access to it. Nobody can sign in with it here until ${name} says that it is safe.`
            : 'The people who run this site have locked it. Ask them if you think that it is a mistake.',
        action: null,
      }
    default:
      return {
        id,
        tone: 'warning',
        title: `Our access to ${label} at ${name} does not last`,
        text: `${name} gave access for a short time only. Reconnect, and what you allowed goes on working.`,
        action: reconnect,
      }
  }
}

function permissionItem({
  connection: { id, provider, label },
  feature,
}: Found<'permission-lost'>): FindingItem {
  const { name, page } = featureRow(feature)
  return {
    id: `${id} ${feature}`,
    tone: 'warning',
    title: `${name} needs a permission again`,
    text: `It was removed at ${providerNames[provider]}, for ${label}.`,
    action: (
      <AuthorizationForm intent="grant" account={id} feature={feature} returnTo={page}>
        <Button type="submit" variant="primary">
          Allow {name} at {providerNames[provider]}
        </Button>
      </AuthorizationForm>
    ),
  }
}
