import type { ReactNode } from 'react'
import { LinkButton } from '#components/ui/button'
import { useWords } from '#lib/web/words'
import { LandingKey, type Ways } from './landing-key.tsx'

type Props = {
  /** The name of the product. */
  brand: string
  ways: Ways
  person: { name: string | null } | null
  /** The forms with the buttons, shown to visitors who are not signed in. */
  signIn: ReactNode
}

/** The public page: what this is, at one glance, and the button to sign in. */
export function Landing({ brand, ways, person, signIn }: Props) {
  return (
    <div className="mx-auto w-full max-w-6xl px-5 sm:px-8">
      <div className="grid items-center gap-x-16 gap-y-12 py-10 md:py-16 lg:grid-cols-[1fr_26rem] lg:py-20">
        <div>
          {person ? <Greeting brand={brand} name={person.name} /> : <Pitch {...{ brand, ways, signIn }} />}
        </div>
        <LandingKey brand={brand} ways={ways} />
      </div>
      <Points ways={ways} />
    </div>
  )
}

const nowrap = (chunks: ReactNode) => <span className="whitespace-nowrap">{chunks}</span>

function Pitch({ brand, ways: { names, openid }, signIn }: Omit<Props, 'person'>) {
  const t = useWords('landing')
  const [provider = '', ...others] = names
  return (
    <>
      <h1 className="font-bold text-display">
        {others.length === 0 ? t.rich('titleOnly', { provider, nowrap }) : t.rich('title', { nowrap })}
      </h1>
      <p className="mt-6 max-w-xl text-lead text-muted">
        {openid ? t('leadOpenid', { brand, provider }) : t('lead', { brand })}
      </p>
      <div className="mt-8">{signIn}</div>
    </>
  )
}

function Greeting({ brand, name }: { brand: string; name: string | null }) {
  const t = useWords('landing')
  return (
    <>
      <h1 className="font-bold text-display">
        {name
          ? t.rich('welcomeName', { name: () => <bdi className="wrap-anywhere">{name}</bdi> })
          : t('welcome')}
      </h1>
      <p className="mt-6 max-w-xl text-lead text-muted">{t('signedIn', { brand })}</p>
      <div className="mt-8">
        <LinkButton href="/dashboard" variant="primary">
          {t('toAccount')}
        </LinkButton>
      </div>
    </>
  )
}

/** What is already true of it, and how to start it. */
function Points({ ways: { names, openid } }: Pick<Props, 'ways'>) {
  const t = useWords('landing')
  const [provider = ''] = names
  const points = [
    openid
      ? { title: t('checkedOpenid', { provider }), text: t('checkedOpenidText') }
      : { title: t('checked'), text: t('checkedText') },
    { title: t('fresh'), text: t('freshText') },
    { title: t('account'), text: t('accountText') },
    openid
      ? { title: t('rehearsedOpenid', { provider }), text: t('rehearsedOpenidText', { provider }) }
      : { title: t('rehearsed'), text: t('rehearsedText') },
  ]
  return (
    <section aria-labelledby="points" className="border-ink border-t-2 py-10 md:py-16">
      <div className="grid gap-x-16 gap-y-8 lg:grid-cols-[18rem_1fr]">
        <div>
          <h2 id="points" className="font-bold text-title">
            {t('points')}
          </h2>
          <p className="mt-3 text-muted text-small">{t('start')}</p>
          <pre
            dir="ltr"
            className="mt-4 overflow-x-auto rounded-control bg-sunken px-4 py-3 font-mono text-caption"
          >
            <code>{START}</code>
          </pre>
        </div>
        <ul className="grid gap-x-12 gap-y-8 sm:grid-cols-2">
          {points.map((point) => (
            <li key={point.title} className="border-line border-t pt-4">
              <h3 className="font-semibold text-subtitle">{point.title}</h3>
              <p className="mt-2 text-muted text-small">{point.text}</p>
            </li>
          ))}
        </ul>
      </div>
    </section>
  )
}

const START = 'npm ci && npm run dev'
