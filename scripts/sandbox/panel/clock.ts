import { html } from '../pages.ts'
import { actionButton, button, card, form, textField } from './fields.ts'
import { describeSeconds, type PanelPage } from './page.ts'

const HOUR = 3600
const DAY = 24 * HOUR

/** Seconds ahead of the present offset. */
const STEPS: [label: string, seconds: number][] = [
  ['An hour on', HOUR],
  ['A day on', DAY],
  ['A week on', 7 * DAY],
  ['Half a year on', 183 * DAY],
  ['An hour back', -HOUR],
]

/** The time at the providers. */
export const clockPage: PanelPage = {
  title: 'Clock',
  lead: 'Move the time at Google, Facebook and X: codes and tokens end when they should, without waiting.',
  show: ({ clock: { offsetSeconds } }) => html`
    ${card(
      'The time at the providers',
      html`<p class="big">${new Date(Date.now()).toUTCString()}</p>
      <p class="soft">${
        offsetSeconds === 0
          ? 'This is the real time.'
          : `That is ${describeSeconds(offsetSeconds)} ${offsetSeconds > 0 ? 'ahead of' : 'behind'} the real time.`
      }</p>
      <div class="buttons">${STEPS.map(([label, seconds]) =>
        actionButton('clock/set', label, { offset: String(offsetSeconds + seconds) }),
      )}${offsetSeconds !== 0 && actionButton('clock/set', 'The real time', { offset: '0' }, { tone: 'main' })}</div>
      ${form(
        'clock/set',
        html`${textField({ name: 'offset', label: 'Seconds ahead of the real time', hint: 'Less than nothing is behind it.' }, String(offsetSeconds), { type: 'number', required: true })}
          <p>${button('Set the clock')}</p>`,
      )}`,
    )}
    ${card(
      'What moves, and what does not',
      html`<ul class="plain">
        <li>It moves: when codes, access tokens and refresh tokens end here, and the times in new id_tokens.</li>
        <li>It does not move: the clocks of the app and of its database. Sessions there grow no older, and an id_token
          from another time than theirs is refused, as it should be.</li>
        <li>To see what the app does about a token that has ended, no clock is needed:
          <a href="/panel/access">let it expire, or end the access</a>.</li>
      </ul>`,
    )}`,
  actions: {
    set: {
      command: 'PUT /control/clock',
      inputs: (form) => [{ offsetSeconds: readOffset(form.get('offset')) }],
      said: (form) => {
        const offset = readOffset(form.get('offset'))
        if (offset === 0) return 'The providers have the real time.'
        return `The providers are ${describeSeconds(offset)} ${offset > 0 ? 'ahead of' : 'behind'} the real time.`
      },
    },
  },
}

function readOffset(text: string | null): number {
  const offset = Number(text)
  if (text && Number.isInteger(offset) && Math.abs(offset) <= 3650 * DAY) return offset
  throw new Error('seconds are a whole number, of ten years at most')
}
