import type { Route } from 'next'
import type { ReactNode } from 'react'
import { LinkButton } from '#components/ui/button'
import { Mark } from '#components/ui/mark'
import { Notice, type Tone } from '#components/ui/notice'
import { Panel } from '#components/ui/panel'
import type { ProviderBrand } from '#components/ui/provider-logo'
import { useWords } from '#lib/web/words'
import { SignInForms } from './sign-in-forms.tsx'

type Props = {
  /** The name of the product. */
  brand: string
  /** The ways in, and what each shares: in a sentence before the only one, or in a line each below several. */
  providers: readonly ProviderBrand[]
  shares: readonly { id: string; text: ReactNode }[]
  /** Who keeps the password. */
  passwordStaysWith: string
  /** Where to go afterwards; the route checks that it is a page of this site. */
  returnTo: string
  /** Where they can read beforehand what is kept. */
  more: ReactNode
  /** `goOn`: where somebody goes who is signed in already and stays who they are. */
  notice?: { tone: Tone; title: string; text?: string; goOn?: Route }
}

/** Where people sign in, and what that shares. */
export function SignInCard({ brand, providers, shares, passwordStaysWith, returnTo, more, notice }: Props) {
  const t = useWords('signIn')
  const go = useWords('pages')
  const several = providers.length > 1
  return (
    <div className="m-auto w-full max-w-md px-5 py-10 sm:px-0 sm:py-16">
      <Panel className="overflow-hidden">
        <div className="on-door flex h-32 items-end justify-between px-6 sm:px-10">
          <Mark className="h-20 text-door-brass" />
          <Cylinder />
        </div>
        <div className="px-6 pt-9 pb-8 sm:px-10 sm:pb-10">
          <h1 className="font-bold text-title">{t('heading', { brand })}</h1>
          <p className="mt-3 text-muted">{several ? t('sameWay') : shares[0]?.text}</p>
          {notice ? (
            <div className="mt-6">
              <Notice tone={notice.tone} title={notice.title}>
                <p>{notice.text}</p>
                {notice.goOn ? (
                  <p className="mt-3">
                    <LinkButton href={notice.goOn}>{go('goOn')}</LinkButton>
                  </p>
                ) : null}
              </Notice>
            </div>
          ) : null}
          <div className="mt-7">
            <SignInForms providers={providers} wide returnTo={returnTo} />
          </div>
          {several ? (
            <ul className="mt-6 grid gap-2 text-caption text-muted">
              {shares.map(({ id, text }) => (
                <li key={id}>{text}</li>
              ))}
            </ul>
          ) : null}
          <div className="mt-7 grid gap-2 border-line border-t pt-5 text-caption text-muted">
            <p>{t('password', { providers: passwordStaysWith, brand })}</p>
            <p>{more}</p>
          </div>
        </div>
      </Panel>
    </div>
  )
}

/** The lock that the key beside it is for. */
function Cylinder() {
  return (
    <svg viewBox="0 0 48 48" aria-hidden="true" className="mb-9 size-12 fill-door-brass">
      <path
        fillRule="evenodd"
        d="M24 0a24 24 0 1 1 0 48 24 24 0 0 1 0-48Zm0 12a6.5 6.5 0 0 0-3 12.27V35h6V24.27A6.5 6.5 0 0 0 24 12Z"
      />
    </svg>
  )
}
