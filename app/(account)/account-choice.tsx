import type { Route } from 'next'
import { FilterLinks } from '#components/ui/list-links'
import { Notice } from '#components/ui/notice'
import { type AccountChoice as Choice, listChoices } from '#lib/connections/list'
import { clientOf } from '#lib/env'
import { wordsIn } from '#lib/messages/words'
import { type Feature, featureRow } from '#lib/provider/features'
import { providerIds, providerNames } from '#lib/provider-ids'
import type { Viewer } from '#lib/viewer'
import { useReader } from '#lib/web/words'
import { nameLabel } from './names.ts'

/** Whose account of a provider a page is about, of all that the viewer could choose from. */
export type ChosenAccount = {
  accounts: readonly Choice[]
  /** The one that is shown, and the one that is shown without a choice. */
  account: Choice
  usual: Choice
  /** Whether another was asked for that is not theirs, or not any more. */
  gone: boolean
}

/**
 * The account of the viewer that a page about a feature shows. One that is asked for and is not, or no longer, theirs
 * counts as not given. Null when they have none at its provider, or this site does not work with that.
 *
 * @param asked its id; empty for the usual one
 */
export async function chooseAccount(
  viewer: Viewer,
  feature: Feature,
  asked: string,
): Promise<ChosenAccount | null> {
  const { provider } = featureRow(feature)
  if (clientOf(provider) === null) return null
  const { accounts, usual } = await listChoices(viewer, provider)
  if (!usual) return null
  const chosen = accounts.find(({ id }) => id === asked)
  return { accounts, usual, account: chosen ?? usual, gone: asked !== '' && !chosen }
}

type Props = ChosenAccount & {
  feature: Feature
  /** The address of the page for an account, by its id; empty for the usual one. */
  addressFor: (account: string) => Route
}

/** The choice between accounts, for those who have several. */
export function AccountChoice({ feature, accounts, account, usual, gone, addressFor }: Props) {
  const { language } = useReader()
  const t = wordsIn(language, 'gate')
  const choices = accounts.map((one) => ({
    label: nameLabel(one.label, providerIds, language),
    href: addressFor(one === usual ? '' : one.id),
    current: one === account,
  }))
  return (
    <>
      {choices.length > 1 ? (
        <FilterLinks
          label={t('choice', { provider: providerNames[featureRow(feature).provider] })}
          choices={choices}
        />
      ) : null}
      {gone ? (
        <Notice title={t('gone', { account: nameLabel(account.label, providerIds, language) })} />
      ) : null}
    </>
  )
}
