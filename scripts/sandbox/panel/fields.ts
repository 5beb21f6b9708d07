import { type Html, html } from '../pages.ts'

type Attributes = { name: string; label: string; hint?: string }

/** A form of the panel: `action` is page and action, `back` the page that comes next. */
export function form(action: string, content: Html, { back = '', inline = false } = {}): Html {
  return html`<form method="post" action="/panel/${action}" class="${inline ? 'inline' : 'stack'}">
    ${back && html`<input type="hidden" name="back" value="${back}">`}${content}</form>`
}

/** One button that sends these values along. `of` says what it is about where its label alone does not. */
export function actionButton(
  action: string,
  label: string,
  values: Record<string, string> = {},
  { of = '', tone = '', back = '' } = {},
): Html {
  const hidden = Object.entries(values).map(
    ([name, value]) => html`<input type="hidden" name="${name}" value="${value}">`,
  )
  return form(action, html`${hidden}${button(label, { of, tone })}`, { inline: true, back })
}

export function button(label: string, { of = '', tone = '' } = {}): Html {
  return html`<button class="${tone}">${label}${of && html`<span class="aside"> ${of}</span>`}</button>`
}

export function textField(
  { name, label, hint }: Attributes,
  value = '',
  { type = 'text', required = false, least = '', most = '', step = '' } = {},
): Html {
  const limits = type === 'number' ? html` min="${least}" max="${most}" step="${step || '1'}"` : ''
  return field(
    { name, label, ...(hint && { hint }) },
    html`<input id="${name}" name="${name}" type="${type}" value="${value}" autocomplete="off"${limits}${
      required && html` required`
    }${hint && html` aria-describedby="${name}-hint"`}>`,
  )
}

export function checkField({ name, label, hint }: Attributes, checked: boolean): Html {
  return html`<div class="check"><input id="${name}" name="${name}" type="checkbox" value="on"${
    checked && html` checked`
  }${hint && html` aria-describedby="${name}-hint"`}><label for="${name}">${label}</label>${
    hint && html`<p class="hint" id="${name}-hint">${hint}</p>`
  }</div>`
}

export type Option = readonly [value: string, label: string]

/** A choice: options, or groups of them by name. */
export function selectField(
  { name, label, hint }: Attributes,
  options: readonly Option[] | Readonly<Record<string, readonly Option[]>>,
  chosen = '',
): Html {
  const list = (some: readonly Option[]) =>
    some.map(
      ([value, text]) =>
        html`<option value="${value}"${value === chosen && html` selected`}>${text}</option>`,
    )
  const content = Array.isArray(options)
    ? list(options)
    : Object.entries(options).map(
        ([group, some]) => html`<optgroup label="${group}">${list(some as readonly Option[])}</optgroup>`,
      )
  return field(
    { name, label, ...(hint && { hint }) },
    html`<select id="${name}" name="${name}"${hint && html` aria-describedby="${name}-hint"`}>${content}</select>`,
  )
}

function field({ name, label, hint }: Attributes, control: Html): Html {
  return html`<div class="field"><label for="${name}">${label}</label>${control}${
    hint && html`<p class="hint" id="${name}-hint">${hint}</p>`
  }</div>`
}

/** A part of a page under a heading. */
export function card(title: string, content: Html, { id = '' } = {}): Html {
  const heading = id || title.toLowerCase().replace(/[^a-z\d]+/g, '-')
  return html`<section class="card" aria-labelledby="${heading}"><h2 id="${heading}">${title}</h2>${content}</section>`
}
