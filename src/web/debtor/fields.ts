import type { FormState } from '../../contracts/debtor-page.js'
import { type Content, type Html, html } from './html.js'
import type { Frame } from './layout.js'

/** A form as it was filled in, or empty. */
export interface Form {
  frame: Frame
  state: FormState
}

/** What a field is: its name in the form, and what it says. */
interface Field {
  name: string
  label: string
  hint?: string
  optional?: boolean
}

interface TextField extends Field {
  type?: 'text' | 'date' | 'number'
  /** What is offered where nothing was entered yet. */
  value?: string
  inputmode?: 'decimal' | 'numeric' | 'text'
  autocomplete?: string
  min?: string
  max?: string
  /** How wide it is: a sum, a day or a code needs little. */
  short?: boolean
}

/** Why a form was not taken: each fault leads to its field. */
export function faultSummary({ frame: { t }, state: { faults } }: Form): Html | null {
  if (faults.length === 0) return null
  return html`<div class="notice fault" role="alert" tabindex="-1" id="faults">
<h2>${t.faultsTitle}</h2>
<ul>${faults.map(({ field, message }) => html`<li>${field === '' ? message : html`<a href="#f-${field}">${message}</a>`}</li>`)}</ul>
</div>`
}

export function textField(form: Form, field: TextField): Html {
  const { type = 'text', value = '', inputmode, autocomplete = 'off', min, max, short } = field
  const entered = form.state.values[field.name] ?? value
  return html`<div class="field${isFaulty(form, field.name) && ' faulty'}">
${labelOf(form, field)}
<input id="f-${field.name}" name="${field.name}" type="${type}" value="${entered}"${described(form, field)}${inputmode && html` inputmode="${inputmode}"`} autocomplete="${autocomplete}"${min && html` min="${min}"`}${max && html` max="${max}"`}${!field.optional && html` required`}${short && html` class="short"`}>
</div>`
}

export function area(form: Form, field: Field & { rows?: number }): Html {
  return html`<div class="field${isFaulty(form, field.name) && ' faulty'}">
${labelOf(form, field)}
<textarea id="f-${field.name}" name="${field.name}" rows="${field.rows ?? 5}" maxlength="4000"${described(form, field)}${!field.optional && html` required`}>${form.state.values[field.name] ?? ''}</textarea>
</div>`
}

/** One of a few answers. `inside` stands below the last one: what belongs to it. */
export function choices(
  form: Form,
  field: Field & { options: readonly (readonly [value: string, label: string])[]; value?: string; inside?: Content },
): Html {
  const chosen = form.state.values[field.name] ?? field.value
  return html`<fieldset class="field${isFaulty(form, field.name) && ' faulty'}">
<legend>${field.label}</legend>
${hintOf(field)}${faultOf(form, field.name)}
${field.options.map(
  ([value, label], index) => html`<div class="choice">
<input type="radio" id="f-${field.name}${index > 0 && `-${value}`}" name="${field.name}" value="${value}"${chosen === value && html` checked`}${!field.optional && html` required`}>
<label for="f-${field.name}${index > 0 && `-${value}`}">${label}</label>
</div>`,
)}
${field.inside}
</fieldset>`
}

export function select(form: Form, field: Field & { options: readonly (readonly [value: string, label: string])[]; value?: string }): Html {
  const chosen = form.state.values[field.name] ?? field.value
  return html`<div class="field${isFaulty(form, field.name) && ' faulty'}">
${labelOf(form, field)}
<select id="f-${field.name}" name="${field.name}"${described(form, field)}${!field.optional && html` required`}>
${field.options.map(([value, label]) => html`<option value="${value}"${chosen === value && html` selected`}>${label}</option>`)}
</select>
</div>`
}

export function tick(form: Form, field: Field & { checked: boolean }): Html {
  const { values } = form.state
  const checked = Object.keys(values).length > 0 ? values[field.name] !== undefined : field.checked
  return html`<div class="choice${isFaulty(form, field.name) && ' faulty'}">
${faultOf(form, field.name)}
<input type="checkbox" id="f-${field.name}" name="${field.name}" value="on"${checked && html` checked`}${isFaulty(form, field.name) && html` aria-describedby="e-${field.name}"`}>
<label for="f-${field.name}">${field.label}</label>
</div>`
}

/** Where files are chosen; browsers keep none when a form comes back. */
export function files(form: Form): Html {
  const { t } = form.frame
  const field = { name: 'documents', label: t.documentsField.label, hint: t.documentsField.hint, optional: true }
  return html`<div class="field${isFaulty(form, field.name) && ' faulty'}">
${labelOf(form, field)}
<input id="f-documents" name="documents" type="file" multiple data-chosen="${t.documentsField.chosen}"${described(form, field)}>
</div>`
}

const isFaulty = ({ state }: Form, name: string) => state.faults.some(({ field }) => field === name)

function labelOf(form: Form, field: Field): Html {
  const { t } = form.frame
  return html`<label for="f-${field.name}">${field.label}${field.optional && html` <span class="optional">(${t.optional})</span>`}</label>
${hintOf(field)}${faultOf(form, field.name)}`
}

const hintOf = ({ name, hint }: Field) => hint && html`<p class="hint" id="h-${name}">${hint}</p>`

function faultOf({ frame: { t }, state }: Form, name: string): Content {
  const fault = state.faults.find(({ field }) => field === name)
  return fault && html`<p class="problem" id="e-${name}"><span class="hidden">${t.fault}: </span>${fault.message}</p>`
}

function described(form: Form, { name, hint }: Field): Content {
  const faulty = isFaulty(form, name)
  const by = [...(hint ? [`h-${name}`] : []), ...(faulty ? [`e-${name}`] : [])]
  return [by.length > 0 && html` aria-describedby="${by.join(' ')}"`, faulty && html` aria-invalid="true"`]
}

/** A form that is sent once: its key is chance, and its token that of the session. */
export function formOf({ frame }: Form, action: string, key: string, content: Content, withFiles = false): Html {
  return html`<form method="post" action="${action}"${withFiles && html` enctype="multipart/form-data"`} novalidate>
<input type="hidden" name="csrf" value="${frame.inside?.csrf ?? ''}">
<input type="hidden" name="key" value="${key}">
${content}
</form>`
}
