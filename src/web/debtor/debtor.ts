/** What makes the pages a little easier to use; each works without it. */

/** Names of the files that were chosen, with their sizes, below the field. */
function listFiles(input: HTMLInputElement): void {
  const list = document.createElement('ul')
  list.setAttribute('aria-live', 'polite')
  list.setAttribute('aria-label', input.dataset.chosen ?? '')
  input.after(list)
  input.addEventListener('change', () => {
    list.replaceChildren(
      ...Array.from(input.files ?? [], ({ name, size }) => {
        const item = document.createElement('li')
        item.textContent = `${name} (${Math.max(1, Math.round(size / 1024)).toLocaleString(document.documentElement.lang)} ko)`
        return item
      }),
    )
  })
}

/** A form that is on its way is not sent again by a second press. */
function sendOnce(form: HTMLFormElement): void {
  form.addEventListener('submit', (event) => {
    if (form.dataset.sent) event.preventDefault()
    form.dataset.sent = 'yes'
    for (const button of form.querySelectorAll('button')) button.setAttribute('aria-disabled', 'true')
  })
  // Who comes back by the browser's own button may send it again.
  addEventListener('pageshow', () => {
    delete form.dataset.sent
    for (const button of form.querySelectorAll('button')) button.removeAttribute('aria-disabled')
  })
}

/** Writing a part of the sum is choosing a part. */
function choosePart(amount: HTMLInputElement): void {
  amount.addEventListener('input', () => {
    const part = amount.form?.querySelector<HTMLInputElement>('input[name="how"][value="part"]')
    if (part && amount.value !== '') part.checked = true
  })
}

for (const input of document.querySelectorAll<HTMLInputElement>('input[type="file"]')) listFiles(input)
for (const form of document.querySelectorAll<HTMLFormElement>('form[method="post"]')) sendOnce(form)
for (const amount of document.querySelectorAll<HTMLInputElement>('.below input[name="amount"]')) choosePart(amount)
document.querySelector<HTMLElement>('#faults')?.focus()
